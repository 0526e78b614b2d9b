import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import type { Tally } from "#platform/runtime/store/port.ts";
import { declarations } from "#services/declarations.ts";
import { until } from "../../tests/kit/until.ts";
import type { Target } from "../targets/target.ts";
import { lagOf, Sampler } from "./sampler.ts";

const tally = (change: Partial<Tally>): Tally => ({
  outbox: 0,
  oldestOutbox: undefined,
  parked: 0,
  dead: 0,
  journal: 0,
  committed: {},
  seen: {},
  ...change,
});
const created = { OrderCreated: { count: 10, forgotten: 0 } };

test("a service lags by what it has not seen, has parked, and has not published", () => {
  const lag = lagOf(
    declarations,
    new Map([
      ["order", tally({ committed: created, outbox: 2 })],
      ["inventory", tally({ seen: { OrderCreated: 7 }, parked: 1 })],
      ["analytics", tally({ seen: { OrderCreated: 10 } })],
    ]),
  );
  expect(lag).toMatchObject({ order: 2, inventory: 4, analytics: 0, billing: 10, user: 0 });
});
test("heartbeats are no work", () => {
  const heartbeat = { Heartbeat: { count: 99, forgotten: 0 } };
  expect(lagOf(declarations, new Map([["order", tally({ committed: heartbeat })]]))).toMatchObject({ inventory: 0 });
});
interface Answer {
  readonly status?: number;
  readonly text?: string;
}
/** Looks once at services that answer so, by their tally unless it is said. */
async function looking(answer: (url: string) => Answer) {
  const server = createServer(({ url = "" }, response) => {
    const { status = 200, text = JSON.stringify(tally({})) } = answer(url);
    response.writeHead(status).end(text);
  });
  const port = await listen(server, 0, "127.0.0.1");
  onTestFinished(() => void server.close());
  const target = { url: `http://127.0.0.1:${port}`, administratorToken: "", replicas: async () => ({}) };
  const sampler = new Sampler(target as unknown as Target, declarations, new Map());
  sampler.start(Date.now());
  await until(() => sampler.samples.length > 0);
  return sampler;
}

test("a sample names those who did not answer in that second", async () => {
  const sampler = await looking((url) => (/billing|user/.test(url) ? { status: 503 } : {}));
  await sampler.stop();
  expect(sampler.samples[0]?.silent.toSorted()).toEqual(["billing", "user"]);
});
test.each(["<html>Please wait</html>", "", "null", "{}"])("an answer that is no tally (%s) is none", async (text) => {
  const sampler = await looking((url) => (url.includes("billing") ? { text } : {}));
  await sampler.stop();
  expect(sampler.samples[0]?.silent).toEqual(["billing"]);
});
test("what has calmed down since the last look is seen when it stops", async () => {
  let outbox = 3;
  const sampler = await looking(() => ({ text: JSON.stringify(tally({ outbox })) }));
  outbox = 0;
  await sampler.stop();
  expect(sampler.samples[0]?.lag).toMatchObject({ order: 3 });
  expect(sampler.samples.at(-1)?.lag).toMatchObject({ order: 0 });
});
