// The broker comes back with nothing: whatever was on its way is gone, and has to be sent again by those who remember it.
import { mailsArriveOnce, nobodyIsRefused, recoversWithin, struckAtLeast } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { brokerWiped } from "../experiment/faults.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const brokerIsWiped: Experiment = {
  name: "broker-wiped",
  hypothesis:
    "A broker that forgets everything loses no order and no effect: what it forgot is replayed, and done once.",
  steadyState: STEADY_STATE,
  fault: brokerWiped(15),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 40, after: 20 },
  short: { before: 10, fault: 10, after: 10 },
  holds: [struckAtLeast(1), nobodyIsRefused("during", "after"), recoversWithin(60), mailsArriveOnce, ...ALWAYS],
  on: ["self-hosted"],
};
