// Services go to zero and come back, many times, with events on their way.
import { nobodyIsRefused, recoversWithin, struckAtLeast } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { zeroAndBack } from "../experiment/faults.ts";
import { ALWAYS, EVERYWHERE, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const toZeroAndBack: Experiment = {
  name: "zero-and-back",
  hypothesis: "A service that goes to zero again and again leaves no event behind, and refuses nobody's order.",
  steadyState: STEADY_STATE,
  fault: zeroAndBack(3),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 120, after: 30 },
  short: { before: 10, fault: 20, after: 15 },
  holds: [struckAtLeast(2), nobodyIsRefused("during", "after"), recoversWithin(60), ...ALWAYS],
  on: EVERYWHERE,
};
