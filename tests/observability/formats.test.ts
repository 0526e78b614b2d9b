// Both formats in which traces leave the platform, chosen by nothing but the standard variables, arrive whole at a real collector.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { declarations } from "#services/declarations.ts";
import { EXAMPLES } from "#tools/start/examples.ts";
import { leftOut } from "../kit/left-out.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";
import { type Collector, startCollector } from "./collector.ts";
import { beginningsOf, expectEveryEdge } from "./edges.ts";
import { letEverythingHappen } from "./everything.ts";
import { missingPrograms } from "./programs.ts";

const PATIENTLY = { within: 30_000, every: 500 };
type Variables = Readonly<Record<string, string>>;
const FORMATS: readonly { readonly format: string; readonly variablesFor: (collector: Collector) => Variables }[] = [
  { format: "OTLP", variablesFor: ({ otlp }) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: otlp }) },
  {
    format: "Zipkin",
    variablesFor: ({ zipkin }) => ({ OTEL_TRACES_EXPORTER: "zipkin", OTEL_EXPORTER_ZIPKIN_ENDPOINT: zipkin }),
  },
];

async function toldIn(variablesFor: (collector: Collector) => Variables): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "formats-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const collector = await startCollector(folder);
  onTestFinished(() => collector.close());
  const variables = { ...variablesFor(collector), OTEL_BSP_SCHEDULE_DELAY: "200" };
  // The exporters themselves read the process's variables.
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const environment = { ...EXAMPLES, ...variables, PRICE_WAIT_MS: "2000" };
  const shop = new Shop(await startPlatform({ environment }, onTestFinished));
  const { completed } = await letEverythingHappen(shop);
  await until(async () => {
    const spans = await collector.traces.spansOfAll(declarations);
    expectEveryEdge(declarations, spans);
    const [trace] = (await shop.timeline(completed)).map(({ traceparent }) => traceparent.slice(3, 35));
    expect(beginningsOf(trace, spans).map(({ name }) => name.toLowerCase())).toEqual(["post /orders"]);
  }, PATIENTLY);
  const figures = (await shop.client.get<string>("/metrics")).body;
  expect(figures).toContain('millrace_spans_total{outcome="lost"} 0');
}

const missing = missingPrograms("jaeger");
if (missing.length > 0) test("a trace store is there", () => leftOut("both formats of traces", missing));
else
  describe("every edge of the derived graph, and an order as one trace, arrive in the format", () =>
    test.each(FORMATS)("$format", ({ variablesFor }) => toldIn(variablesFor)));
