// Sidecars die with events in their hands; their services run on.
import { mailsArriveOnce, nobodyIsRefused, recoversWithin, struckAtLeast } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { sidecarsKilled } from "../experiment/faults.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const sidecarsAreKilled: Experiment = {
  name: "sidecars-killed",
  hypothesis:
    "A sidecar that is killed costs time: no request is refused for it, and no event is lost or handled twice.",
  steadyState: STEADY_STATE,
  fault: sidecarsKilled(1.5),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 60, after: 20 },
  short: { before: 10, fault: 20, after: 10 },
  holds: [struckAtLeast(3), nobodyIsRefused("during", "after"), recoversWithin(60), mailsArriveOnce, ...ALWAYS],
  on: ["self-hosted"],
};
