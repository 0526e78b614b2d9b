// One consumer is slow: it gets replicas, and nobody else does.
import {
  everyCustomerIsServed,
  nobodyIsRefused,
  nothingLostNothingDoubled,
  onlyScales,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { serviceSlow } from "../experiment/faults.ts";
import { STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

/** Milliseconds for each event: more than one replica can take at this rate. */
const SLOW = 10_000;
const scaleAlone = (service: string): Experiment => ({
  name: `scale-alone-${service}`,
  hypothesis: `When ${service} is slow, ${service} alone is scaled: all others stay as they were.`,
  steadyState: STEADY_STATE,
  fault: serviceSlow(service, SLOW),
  load: STEADY_LOAD,
  phases: { before: 20, fault: 90, after: 30 },
  short: { before: 15, fault: 60, after: 15 },
  holds: [onlyScales(service), nobodyIsRefused("during", "after"), everyCustomerIsServed, nothingLostNothingDoubled],
  on: ["cluster"],
});
export const scaleAloneEach = [
  "inventory",
  "notification",
  "analytics",
  "shipping",
  "billing",
  "pricing",
  "loyalty",
].map(scaleAlone);
