// The running platform as its operators see it: traces in Jaeger, every query of every dashboard in Prometheus, an alert as a mail.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { converse } from "#k8s/programs/smtp-server/conversation.ts";
import { Mailbox } from "#k8s/programs/smtp-server/mailbox.ts";
import { consumersOf, emittedBy } from "#platform/derive/graph.ts";
import { dashboardsOf } from "#platform/derive/observability/dashboards.ts";
import { declarations } from "#services/declarations.ts";
import { missingParts } from "#tools/self-hosted/parts.ts";
import { type SelfHosted, startSelfHosted } from "#tools/self-hosted/self-hosted.ts";
import { EXAMPLES } from "#tools/start/examples.ts";
import { ADDRESS } from "../kit/orders.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";
import { type Alertmanager, hasAlertmanager, startAlertmanager } from "./alertmanager.ts";
import { type Collector, type StoredSpan, startCollector } from "./collector.ts";
import { letEverythingHappen } from "./everything.ts";
import { missingPrograms } from "./programs.ts";
import { type Prometheus, startPrometheus } from "./prometheus.ts";

const missing = [...missingParts("redis", process.env), ...missingPrograms("prometheus", "jaeger")];
if (missing.length > 0)
  test("the running platform is left out", () =>
    console.log(`Left out: the running platform seen from outside. This is missing:\n- ${missing.join("\n- ")}`));
else describe("the running platform", look);

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
    const environment = { ...process.env, ...EXAMPLES, ...exporting, FAULTS: "on", PRICE_WAIT_MS: "2000" };
    platform = await startSelfHosted({ broker: "redis", port: 0, environment });
    ends.push(() => platform.close());
    shop = new Shop(platform);
    const alertmanager = hasAlertmanager() ? await withMail(folder) : undefined;
    const targets = declarations.map(({ name }) => {
      const { service, sidecarMetrics } = platform.unit(name).ports;
      return { service: name, port: service, sidecarPort: sidecarMetrics };
    });
    prometheus = await startPrometheus(folder, targets, alertmanager?.address);
    ends.push(() => prometheus.close());
    await shop.administrator.post("/services/order/poison", { topic: "OrderConfirmed" });
    told = await letEverythingHappen(shop);
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
  async function allSpans(): Promise<readonly StoredSpan[]> {
    const spans = await Promise.all(declarations.map(({ name }) => collector.spansOf(name)));
    return [...new Map(spans.flat().map((span) => [span.spanId, span])).values()];
  }

  test("every edge of the derived graph is in an exported trace, from publisher to consumer", async () => {
    const expected = declarations.flatMap((publisher) =>
      emittedBy(publisher).flatMap(({ name }) =>
        consumersOf(name, declarations).map((consumer) => `${publisher.name} -${name}-> ${consumer}`),
      ),
    );
    await until(async () => {
      const spans = await allSpans();
      const byId = new Map(spans.map((span) => [span.spanId, span]));
      const seen = new Set(
        spans.flatMap(({ name, service, parentSpanId = "" }) => {
          const [verb, topic] = name.split(" ");
          const cause = byId.get(parentSpanId);
          return verb === "process" && cause?.name === `create ${topic}`
            ? [`${cause.service} -${topic}-> ${service}`]
            : [];
        }),
      );
      const lacking = expected.filter((edge) => !seen.has(edge));
      if (lacking.length > 0) throw new Error(`No span of ${lacking.join(", ")}.`);
    }, PATIENTLY);
  });

  test("an order is one trace, whose every step follows from another of it, back to the request", async () => {
    await until(async () => {
      const spans = await allSpans();
      const [first] = (await shop.timeline(told.completed)).map(({ traceparent }) => traceparent.slice(3, 35));
      const order = spans.filter(({ traceId }) => traceId === first);
      const ids = new Set(order.map(({ spanId }) => spanId));
      const orphans = order.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? ""));
      expect(orphans.map(({ name }) => name)).toEqual(["POST /orders"]);
      expect(order.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["create OrderCompleted", "process OrderCompleted"]),
      );
      // Only a batch's own span names other traces.
      expect(spans.filter(({ name, links }) => links > 0 && !name.startsWith("send "))).toEqual([]);
    }, PATIENTLY);
  });

  test("Zipkin's format arrives as well", async () => {
    const { openTraces } = await import("#platform/runtime/telemetry/open-traces.ts");
    process.env["OTEL_EXPORTER_ZIPKIN_ENDPOINT"] = collector.zipkin;
    const variables = { OTEL_TRACES_EXPORTER: "zipkin" };
    const traces = await openTraces({ variables, instance: "1", system: "memory", random: Math.random });
    const tracing = traces.of("zipkin-speaker");
    const traceparent = tracing?.begin(undefined) ?? "";
    const asked = { method: "GET", route: "/orders/:orderId", status: 200, parent: undefined };
    tracing?.answered({ ...asked, traceparent, start: Date.now() - 5 });
    await traces.close();
    const stored = await until(async () => {
      const [span] = await collector.spansOf("zipkin-speaker");
      return span ?? false;
    }, PATIENTLY);
    expect(stored).toMatchObject({ traceId: traceparent.slice(3, 35), spanId: traceparent.slice(36, 52) });
  });

  const queries = dashboardsOf(declarations).flatMap(({ name, rows }) =>
    rows.flatMap(({ title, panels }) =>
      panels.flatMap((panel) => panel.queries.map(({ expr }) => ({ what: `${name}, ${title}, ${panel.title}`, expr }))),
    ),
  );
  test(`each of the ${queries.length} queries of the dashboards gives data`, async () => {
    const lacking = async (): Promise<string[]> => {
      const found = await Promise.all(queries.map(async ({ expr }) => (await prometheus.query(expr)).length));
      return queries.flatMap(({ what, expr }, at) => (found[at] === 0 ? [`${what}: ${expr}`] : []));
    };
    await until(async () => {
      const without = await lacking();
      if (without.length > 0) throw new Error(`No data:\n${without.join("\n")}`);
    }, PATIENTLY);
  });

  test("no label grows with the orders", async () => {
    const label = async (expr: string) =>
      (await prometheus.query(expr)).map(({ metric }) => Object.values(metric).join(" "));
    const texts = await label('{job="millrace"}');
    expect(texts.length).toBeGreaterThan(1_000);
    expect(texts.filter((text) => text.includes(told.completed) || text.includes(told.userId))).toEqual([]);
  });

  test("no address, name or token of a customer is in a trace, a metric, a log, a stream or a timeline", async () => {
    const secrets = ["@example.com", ADDRESS.line1, ADDRESS.name, "Grace Example", "tok_ok", "tok_declined"];
    const files = (await readdir(platform.folder)).filter((name) => name.endsWith(".log"));
    const logs = await Promise.all(files.map((name) => readFile(join(platform.folder, name), "utf8")));
    const timeline = JSON.stringify(await shop.client.get(`/timelines/${told.completed}`));
    const spans = (await allSpans()).map(({ text }) => text);
    const series = JSON.stringify(await prometheus.query('{job=~"millrace.*"}'));
    expect([files.length, timeline.length > 100, spans.length > 100, series.length > 100]).toEqual([
      26 + 2,
      true,
      true,
      true,
    ]);
    for (const secret of secrets) {
      const where = { logs: logs.join(""), timeline, spans: spans.join(""), series };
      for (const [place, text] of Object.entries(where))
        expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
    }
    expect((await shop.client.get("/dead-letters")).status).toBe(401);
    expect((await shop.client.get("/metrics")).status).toBe(401);
  });

  test("a dead letter becomes a mail to the operator, and its end becomes another", async () => {
    if (!hasAlertmanager()) return console.log("Left out: the mail; neither alertmanager nor its image is here.");
    const subjects = () =>
      mailbox.list("operator@example.com").map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1] ?? "");
    await until(() => subjects().some((subject) => /FIRING.*DeadLetters/.test(subject)), PATIENTLY);
    for (const { id } of await shop.deadLetters()) await shop.administrator.delete(`/dead-letters/${id}`);
    await until(() => subjects().some((subject) => /RESOLVED.*DeadLetters/.test(subject)), PATIENTLY);
  });
}
