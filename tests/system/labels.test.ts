// A figure's labels are a few words that the declarations know, whatever people send: each new word would be one more series for ever.
import { expect, it } from "vitest";
import { PROBLEMS } from "#contracts/problems.ts";
import { deadLetterOf, ReplayRequested, redriveOf } from "#platform/declare/control-events.ts";
import { businessEvents } from "#platform/derive/graph.ts";
import { declarations } from "#services/declarations.ts";
import { anOrder, DECLINED, ofSku } from "../kit/orders.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const shop = new Shop(await startPlatform({ environment: { FAULTS: "on" } }));

const routes = declarations.flatMap(({ routes: declared }) => Object.values(declared));
const ownTopics = declarations.flatMap(({ name }) => [deadLetterOf(name).name, redriveOf(name).name]);
const WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  service: new Set(declarations.map(({ name }) => name)),
  topic: new Set([
    ...businessEvents(declarations).map(({ name }) => name),
    ...ownTopics,
    ReplayRequested.name,
    "Heartbeat",
    "unknown",
  ]),
  outcome: new Set(["handled", "retried", "deadLettered"]),
  problem: new Set(Object.keys(PROBLEMS)),
  state: new Set(declarations.flatMap(({ state }) => Object.keys(state))),
  http_request_method: new Set(routes.map(({ method }) => method)),
  http_route: new Set(routes.map(({ path }) => path)),
};
const NUMBERS: ReadonlySet<string> = new Set(["le", "http_response_status_code"]);

/** Labels of every series at /metrics that are no known words. */
async function strangers(): Promise<{ readonly series: number; readonly strange: readonly string[] }> {
  const text = (await shop.client.get<string>("/metrics")).body;
  const series = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const labels = series.flatMap((line) => [...line.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)]);
  const strange = labels.filter(([, name = "", value = ""]) =>
    NUMBERS.has(name) ? !/^(\+Inf|[\d.]+)$/.test(value) : !WORDS[name]?.has(value),
  );
  return { series: series.length, strange: [...new Set(strange.map(([label]) => label))] };
}

/** Everything in which a client chooses the words. */
async function ask(name: string): Promise<void> {
  const { client } = shop;
  await Promise.all([
    shop.place(anOrder({ userId: name, ...DECLINED })),
    shop.place({ ...ofSku(`SKU-${name}`), userId: name }),
    client.get(`/orders/${name}`),
    client.get(`/${name}/${name}`),
    client.get(`/order-history/${name}?via=${name}`),
    client.put(`/baskets/${name}/items/${name}`, { quantity: 1 }),
    client.send("PURGE", "/orders", name),
    client.with({ traceparent: name, "idempotency-key": name, "user-agent": name }).post("/orders", { [name]: name }),
  ]);
}

it("are words that the declarations know", async () => {
  await shop.administrator.post("/services/order/poison", { topic: "OrderCreated" });
  for (const name of ["ada", "grace"]) await ask(name);
  await shop.complete();
  await until(async () => (await shop.deadLetters()).length > 0);
  const { series, strange } = await strangers();
  expect(series).toBeGreaterThan(1_000);
  expect(strange).toEqual([]);
});
