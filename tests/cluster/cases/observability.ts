// What operators see where the release has its layer for them: traces of every step, figures of every pod, an alert as a mail.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PORTS } from "#k8s/parts/ports.ts";
import { OBSERVABILITY } from "#k8s/release.ts";
import { declarations } from "#services/declarations.ts";
import { ADDRESS } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import { beginningsOf, expectEveryEdge } from "../../observability/edges.ts";
import { askEveryone, letEverythingHappen } from "../../observability/everything.ts";
import { JaegerApi } from "../../observability/jaeger-api.ts";
import { expectData, PrometheusApi, queriesOf } from "../../observability/prometheus-api.ts";
import { setFaults } from "../faults.ts";
import { type Forward, forward } from "../forward.ts";
import { hasServer, namespace, runIn } from "../pods.ts";
import { run } from "../rollout.ts";
import { broker, PATIENT, seconds, shop, tell, VERY_PATIENT } from "../world.ts";

const isThere = await hasServer("prometheus");
if (!isThere) {
  if (process.env["OBSERVABILITY"] === "on") throw new Error("The release was deployed without OBSERVABILITY=on.");
  console.log("Left out: what operators see; the release was deployed without OBSERVABILITY=on.");
}

/** Long enough for a customer to change their mind. */
const SLOW = 8_000;

describe.runIf(isThere)("observed", () => {
  const forwards: Forward[] = [];
  let jaeger: JaegerApi;
  let prometheus: PrometheusApi;
  let told: { readonly completed: string; readonly userId: string };

  beforeAll(async () => {
    forwards.push(await forward("jaeger", PORTS.jaeger));
    forwards.push(await forward("prometheus", PORTS.prometheus));
    const [traces = "", figures = ""] = forwards.map(({ url }) => url);
    jaeger = new JaegerApi(traces);
    prometheus = new PrometheusApi(figures);
    // An order wakes everybody up.
    await shop.untilStatus(await shop.place(), "COMPLETED", PATIENT);
    await until(async () => (await prometheus.services()).length === declarations.length, PATIENT);
    await shop.administrator.post("/services/order/poison", { topic: "OrderConfirmed" });
    told = await letEverythingHappen(shop, {
      begin: () => setFaults("shipping", { slow: SLOW }),
      end: () => setFaults("shipping", {}),
    });
  }, 600_000);
  afterAll(() => {
    for (const each of forwards) each.close();
  });

  test("every edge of the derived graph is in a trace, from publisher to consumer", () =>
    until(async () => expectEveryEdge(declarations, await jaeger.spansOfAll(declarations)), PATIENT));

  test("an order is one trace of all that have a part in it, and begins with the request", async () => {
    const orderId = await shop.place();
    await shop.untilStatus(orderId, "COMPLETED", PATIENT);
    const steps = await until(async () => {
      const spans = await jaeger.spansOf("order");
      const [trace] = (await shop.timeline(orderId)).map(({ traceparent }) => traceparent.slice(3, 35));
      expect(beginningsOf(trace, spans).map(({ name }) => name)).toEqual(["POST /orders"]);
      const order = spans.filter(({ traceId }) => traceId === trace);
      expect(order.map(({ name }) => name)).toContain("process OrderCompleted");
      return order;
    }, PATIENT);
    tell(`An order's trace: ${steps.length} steps of ${new Set(steps.map(({ service }) => service)).size} services.`);
  });

  test("every pod of a service, every sidecar, the autoscaler and a broker that shows figures are asked for them", async () => {
    const jobs = await until(async () => {
      const up = await prometheus.query("sum by (job) (up)");
      const targets = await prometheus.query("count by (job) (up)");
      const counts = (series: typeof up) =>
        Object.fromEntries(series.map(({ metric, value }) => [metric["job"], value[1]]));
      expect(counts(up)).toEqual(counts(targets));
      return counts(up);
    }, PATIENT);
    tell(`Asked for figures: ${JSON.stringify(jobs)}.`);
    const wanted = [
      "millrace",
      "millrace-sidecars",
      "autoscaler",
      ...(broker === "rabbitmq" ? ["millrace-broker"] : []),
    ];
    expect(Object.keys(jobs)).toEqual(expect.arrayContaining(wanted));
    const awake = declarations.filter(({ scale }) => scale.min > 0).map(({ name }) => name);
    const seen = (await prometheus.query('up{job="millrace"}')).map(({ metric }) => metric["service"]);
    expect(seen).toEqual(expect.arrayContaining(awake));
  });

  const { possible, leftOut } = queriesOf(declarations, [
    "keda",
    "collector",
    ...(broker === "rabbitmq" ? (["rabbitmq"] as const) : []),
  ]);
  for (const query of isThere ? leftOut : []) console.log(`Left out: ${query}.`);
  test(`each of the ${possible.length} queries of the dashboards gives data`, () =>
    until(async () => {
      await askEveryone(shop, declarations);
      // Who went to sleep before it was asked for its figures, and answers no requests, wakes for an order.
      await shop.place();
      await expectData(prometheus, possible);
    }, PATIENT));

  test("services reach the collector, and none of the pages that ask for no password", async () => {
    const pages = [`jaeger:${PORTS.jaeger}`, `prometheus:${PORTS.prometheus}`, `alertmanager:${PORTS.alertmanager}`];
    const collector = `jaeger:${PORTS.traces.otlp}`;
    const script = `const answers = ${JSON.stringify([...pages, collector])}.map(async (place) =>
        fetch("http://" + place, { signal: AbortSignal.timeout(15_000) }).then(() => [place], () => []));
      console.log((await Promise.all(answers)).flat().join());`;
    expect((await runIn("user", script)).output).toBe(collector);
  });

  test("no address, name or token of a customer is in a trace, a figure or a log", async () => {
    const secrets = ["@example.com", ADDRESS.line1, ADDRESS.name, "Grace Example", "tok_ok", "tok_declined"];
    const pods = [
      "-l",
      "app.kubernetes.io/component=service",
      "--all-containers",
      "--tail=-1",
      "--max-log-requests=80",
    ];
    const places = {
      traces: (await jaeger.spansOfAll(declarations)).map(({ text }) => text).join(""),
      figures: JSON.stringify(await prometheus.query('{job=~"millrace.*"}')),
      // A pod that is just being made has none yet.
      logs: await until(() => run("kubectl", ["-n", namespace, "logs", ...pods]), PATIENT),
    };
    for (const [place, text] of Object.entries(places)) {
      expect(text.length, place).toBeGreaterThan(10_000);
      for (const secret of secrets) expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
    }
    expect(places.figures).not.toContain(told.completed);
  });

  test("a dead letter becomes a mail to the operator, and its end becomes another", async () => {
    const began = performance.now();
    const script = `const { mails } = await (await fetch("http://127.0.0.1:" + process.env.PORT + "/mails?to=${OBSERVABILITY.mail.to}")).json();
      console.log(mails.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1]).join("\\n"));`;
    const isMailed = async (subject: RegExp) => subject.test((await runIn("smtp-server", script)).output);
    await until(() => isMailed(/FIRING.*DeadLetters/), VERY_PATIENT);
    // One that comes late would keep it firing.
    await until(async () => {
      for (const { id } of await shop.deadLetters()) await shop.administrator.delete(`/dead-letters/${id}`);
      return isMailed(/RESOLVED.*DeadLetters/);
    }, VERY_PATIENT);
    tell(`The alert and its end were mailed ${seconds(performance.now() - began)} after they were waited for.`);
  });
});
