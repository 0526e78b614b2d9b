// The figures of a service whose store is away are those that people need to find out why.
import { expect, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { implement } from "../../declare/implementation.ts";
import { ServiceRuntime } from "../service-runtime.ts";
import { altered, mill, surroundings } from "../testing/mill.ts";
import { HttpFigures } from "./http-figures.ts";
import { metricsText } from "./metrics.ts";

const idle = implement(mill, { ports: () => ({}), reactions: { onGrainCame: async () => [] } });

test("while the store is away, what the replica has counted is told, and that the store is away", async () => {
  let isAway = false;
  const { host } = surroundings({
    seen: (store) =>
      altered(store, { tally: () => (isAway ? Promise.reject(new Problem("store-away")) : store.tally()) }),
  });
  const runtime = new ServiceRuntime(idle, host);
  runtime.tallies.count("handled", "GrainCame");
  const told = () => metricsText([runtime], { http: new HttpFigures() });
  const well = await told();
  expect(well).toContain('millrace_store_away{service="mill"} 0');
  expect(well).toContain('millrace_outbox{service="mill"} 0');
  isAway = true;
  const away = await told();
  expect(away).toContain('millrace_store_away{service="mill"} 1');
  expect(away).toContain('millrace_events_total{service="mill",topic="GrainCame",outcome="handled"} 1');
  expect(away).toContain('millrace_in_hand{service="mill"} 0');
  expect(away).not.toContain("millrace_outbox");
});

test("what has not happened yet is told as zero, so that the first of it is seen as more than before", async () => {
  const runtime = new ServiceRuntime(idle, surroundings().host);
  const text = await metricsText([runtime], { http: new HttpFigures() });
  for (const series of [
    'millrace_events_total{service="mill",topic="GrainCame",outcome="handled"} 0',
    'millrace_failures_total{service="mill",topic="GrainCame",problem="partner-away"} 0',
    'millrace_handling_seconds_count{service="mill",topic="GrainCame"} 0',
    'millrace_since_request_seconds_count{service="mill",topic="FlourMade"} 0',
    'millrace_committed_total{service="mill",topic="FlourMade"} 0',
  ])
    expect(text).toContain(series);
});
