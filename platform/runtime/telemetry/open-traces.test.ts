import { expect, test } from "vitest";
import { silentLog } from "../log.ts";
import { exporterAskedFor, openTraces } from "./open-traces.ts";
import { samplerOf } from "./sampler.ts";

const OPTIONS = { instance: "1", system: "dapr", random: Math.random, log: silentLog };
const TRACE = "0af7651916cd43dd8448eb211c80319c";
/** Its quarters, joined as the sampler joins them, are the highest number. */
const HIGH = "f".repeat(8).padEnd(32, "0");

test.each([
  [{}, undefined],
  [{ OTEL_TRACES_EXPORTER: "none", OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" }, undefined],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" }, "otlp"],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://collector:4318/v1/traces" }, "otlp"],
  [{ OTEL_TRACES_EXPORTER: "zipkin" }, "zipkin"],
  [{ OTEL_TRACES_EXPORTER: "zipkin", OTEL_SDK_DISABLED: "true" }, undefined],
])("%j asks for %s", (variables, exporter) => expect(exporterAskedFor(variables)).toBe(exporter));

test("by default there is nobody to tell", async () => {
  const traces = await openTraces({ variables: {}, ...OPTIONS });
  expect(traces.of("order")).toBeUndefined();
  expect(traces.figures({})).toEqual([]);
});

test("an unknown exporter or sampler is refused by name", async () => {
  const variables = { OTEL_TRACES_EXPORTER: "pigeon" };
  await expect(openTraces({ ...OPTIONS, variables })).rejects.toThrow("OTEL_TRACES_EXPORTER=pigeon");
  expect(() => samplerOf({ OTEL_TRACES_SAMPLER: "dice" })).toThrow("OTEL_TRACES_SAMPLER=dice");
  expect(() => samplerOf({ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "2" })).toThrow("ARG=2");
});

test("a share of the traces is chosen by their ids, unless the parent has decided", () => {
  const isSampled = samplerOf({ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.1" });
  expect(isSampled(HIGH, undefined)).toBe(false);
  expect(isSampled("0".repeat(31).concat("1"), undefined)).toBe(true);
  expect(isSampled(HIGH, `00-${HIGH}-b7ad6b7169203331-01`)).toBe(true);
  expect(isSampled("0".repeat(31).concat("1"), `00-${TRACE}-b7ad6b7169203331-00`)).toBe(false);
});
