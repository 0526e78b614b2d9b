// New versions take the places of old ones under load, one service after the other.
import { nobodyIsRefused, recoversWithin, struckAtLeast } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { rollingUpdates } from "../experiment/faults.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const rollingUpdate: Experiment = {
  name: "rolling-update",
  hypothesis: "A rolling update under load refuses no request and loses no event.",
  steadyState: STEADY_STATE,
  fault: rollingUpdates(5),
  load: STEADY_LOAD,
  phases: { before: 20, fault: 120, after: 30 },
  short: { before: 15, fault: 60, after: 15 },
  holds: [struckAtLeast(2), nobodyIsRefused("during", "after"), recoversWithin(60), ...ALWAYS],
  on: ["cluster"],
};
