// The running platform as its operators see it: traces in Jaeger, every query of every dashboard in Prometheus, an alert as a mail.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { converse } from "#k8s/programs/smtp-server/conversation.ts";
import { Mailbox } from "#k8s/programs/smtp-server/mailbox.ts";
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { missingParts } from "#tools/self-hosted/parts.ts";
import { type SelfHosted, startSelfHosted } from "#tools/self-hosted/self-hosted.ts";
import { EXAMPLES } from "#tools/start/examples.ts";
import { EventStream } from "../kit/event-stream.ts";
import { leftOut } from "../kit/left-out.ts";
import { ADDRESS } from "../kit/orders.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";
import { type Alertmanager, hasAlertmanager, startAlertmanager } from "./alertmanager.ts";
import { type Collector, startCollector } from "./collector.ts";
import { beginningsOf, expectEveryEdge } from "./edges.ts";
import { askEveryone, letEverythingHappen } from "./everything.ts";
import type { StoredSpan } from "./jaeger-api.ts";
import { missingPrograms } from "./programs.ts";
import { type Prometheus, startPrometheus } from "./prometheus.ts";
import { expectData, queriesOf } from "./prometheus-api.ts";

const broker = process.env["BROKER"] || "redis";
if (!isBroker(broker)) throw new Error(`BROKER=${broker} is none of ${BROKERS.join(", ")}.`);
const brokerName = broker;
const showsFigures = broker === "rabbitmq" && !process.env["RABBITMQ_URL"];
const missing = [...missingParts(broker, process.env), ...missingPrograms("prometheus", "jaeger")];
if (missing.length > 0)
  test("the running platform is there", () => leftOut("the running platform seen from outside", missing));
else describe(`the running platform on ${broker}`, look);

/** Alerts wait for a minute before they fire. */
const PATIENTLY = { within: 110_000, every: 500 };

function look(): void {
  const ends: (() => Promise<unknown>)[] = [];
  const mailbox = new Mailbox();
  let platform: SelfHosted;
  let shop: Shop;
  let collector: Collector;
  let prometheus: Prometheus;
  let told: { readonly completed: string; readonly userId: string };

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "observability-"));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    collector = await startCollector(folder);
    ends.push(() => collector.close());
    const exporting = { OTEL_TRACES_EXPORTER: "otlp", OTEL_EXPORTER_OTLP_ENDPOINT: collector.otlp };
    const environment = {
      ...process.env,
      ...EXAMPLES,
      ...exporting,
      FAULTS: "on",
      PRICE_WAIT_MS: "2000",
      RETRY_ATTEMPTS: "3",
    };
    platform = await startSelfHosted({ broker: brokerName, port: 0, environment });
    ends.push(() => platform.close());
    shop = new Shop(platform);
    const alertmanager = hasAlertmanager() ? await withMail(folder) : undefined;
    const targets = declarations.map(({ name }) => {
      const { service, sidecarMetrics } = platform.unit(name).ports;
      return { service: name, port: service, sidecarPort: sidecarMetrics };
    });
    prometheus = await startPrometheus(folder, targets, alertmanager?.address, platform.broker.metrics);
    ends.push(() => prometheus.close());
    await until(async () => (await prometheus.api.services()).length === declarations.length, PATIENTLY);
    await shop.administrator.post("/services/order/poison", { topic: "OrderConfirmed" });
    told = await letEverythingHappen(shop);
    // An event that says who somebody is becomes a dead letter.
    await shop.administrator.put("/services/analytics/faults", { failing: ["OrderCreated"] });
    const quoted = await shop.untilDeadLetter(await shop.place(), PATIENTLY);
    expect(JSON.stringify(quoted)).toContain(ADDRESS.line1);
    await shop.administrator.put("/services/analytics/faults", {});
  });
  afterAll(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  async function withMail(folder: string): Promise<Alertmanager> {
    const server = createServer((socket) => converse(socket, (mail) => mailbox.add(mail)));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    ends.push(async () => server.close());
    const alertmanager = await startAlertmanager(folder, (server.address() as AddressInfo).port);
    ends.push(() => alertmanager.close());
    return alertmanager;
  }
  const allSpans = (): Promise<readonly StoredSpan[]> => collector.traces.spansOfAll(declarations);

  test("every edge of the derived graph is in an exported trace, from publisher to consumer", () =>
    until(async () => expectEveryEdge(declarations, await allSpans()), PATIENTLY));

  test("an order is one trace, whose every step follows from another of it, back to the request", async () => {
    await until(async () => {
      const spans = await allSpans();
      const [first] = (await shop.timeline(told.completed)).map(({ traceparent }) => traceparent.slice(3, 35));
      expect(beginningsOf(first, spans).map(({ name }) => name)).toEqual(["POST /orders"]);
      expect(spans.filter(({ traceId }) => traceId === first).map(({ name }) => name)).toEqual(
        expect.arrayContaining(["create OrderCompleted", "process OrderCompleted"]),
      );
      // Only a batch's own span names other traces.
      expect(spans.filter(({ name, links }) => links > 0 && !name.startsWith("send "))).toEqual([]);
    }, PATIENTLY);
  });

  const { possible, leftOut: impossible } = queriesOf(declarations, [
    "collector",
    ...(showsFigures ? (["rabbitmq"] as const) : []),
  ]);
  for (const query of impossible) console.log(`Left out: ${query}.`);
  test(`each of the ${possible.length} queries of the dashboards gives data`, () =>
    until(async () => {
      await askEveryone(shop, declarations);
      await expectData(prometheus.api, possible);
    }, PATIENTLY));

  test("no label grows with the orders", async () => {
    const label = async (expr: string) =>
      (await prometheus.api.query(expr)).map(({ metric }) => Object.values(metric).join(" "));
    const texts = await label('{job="millrace"}');
    expect(texts.length).toBeGreaterThan(1_000);
    expect(texts.filter((text) => text.includes(told.completed) || text.includes(told.userId))).toEqual([]);
  });

  test("no address, name or token of a customer is in a trace, a metric, a log, a stream or a timeline", async () => {
    const secrets = ["@example.com", ADDRESS.line1, ADDRESS.name, "Grace Example", "tok_ok", "tok_declined"];
    const files = (await readdir(platform.folder)).filter((name) => name.endsWith(".log"));
    const logs = await Promise.all(files.map((name) => readFile(join(platform.folder, name), "utf8")));
    const timeline = JSON.stringify(await shop.client.get(`/timelines/${told.completed}`));
    const stream = await EventStream.open(shop.client, "?after=0");
    await until(() => stream.types.includes("analytics.dead-letter"), PATIENTLY);
    await stream.close();
    const spans = (await allSpans()).map(({ text }) => text);
    const series = JSON.stringify(await prometheus.api.query('{job=~"millrace.*"}'));
    expect([files.length, timeline.length > 100, spans.length > 100, series.length > 100]).toEqual([
      // Two of each service, the store's, and that of a broker that is a process of ours.
      26 + (brokerName === "redis" ? 2 : 1),
      true,
      true,
      true,
    ]);
    for (const secret of secrets) {
      const where = {
        logs: logs.join(""),
        stream: JSON.stringify(stream.heard),
        timeline,
        spans: spans.join(""),
        series,
      };
      for (const [place, text] of Object.entries(where))
        expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
    }
    expect((await shop.client.get("/dead-letters")).status).toBe(401);
    expect((await shop.client.get("/metrics")).status).toBe(401);
  });

  test("a dead letter becomes a mail to the operator, and its end becomes another", async () => {
    if (!hasAlertmanager()) return leftOut("the mail", ["alertmanager, or its image"]);
    const subjects = () =>
      mailbox.list("operator@example.com").map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1] ?? "");
    await until(() => subjects().some((subject) => /FIRING.*DeadLetters/.test(subject)), PATIENTLY);
    for (const { id } of await shop.deadLetters()) await shop.administrator.delete(`/dead-letters/${id}`);
    await until(() => subjects().some((subject) => /RESOLVED.*DeadLetters/.test(subject)), PATIENTLY);
  });
}
