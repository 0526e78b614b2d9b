// Another broker takes the place of the one that runs, while customers order.
import { nobodyIsRefused, recoversWithin } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { brokerSwapped } from "../experiment/faults.ts";
import { ALWAYS, STEADY_STATE } from "./steady-state.ts";

export const brokerIsSwapped: Experiment = {
  name: "broker-swapped",
  hypothesis:
    "While another broker takes over, orders are accepted; what the old one had is handled, or published again to the new one, and done once.",
  steadyState: STEADY_STATE,
  fault: brokerSwapped,
  // Every service is replaced twice meanwhile, so a small machine has much to do.
  load: { test: "steady", rate: 5, shortRate: 2 },
  phases: { before: 15, fault: 240, after: 40 },
  short: { before: 10, fault: 220, after: 20 },
  holds: [nobodyIsRefused("during", "after"), recoversWithin(60), ...ALWAYS],
  on: ["cluster"],
};
