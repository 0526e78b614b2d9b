// The store of all services dies under load: nothing can be accepted until it is back, and nothing that was accepted is gone.
import { recoversWithin, refusesOnlyWith, struckAtLeast } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { storeKilled } from "../experiment/faults.ts";
import { ALWAYS, EVERYWHERE, NOT_NOW, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const storeIsKilled: Experiment = {
  name: "store-killed",
  hypothesis:
    "Without the store there is no 202; every 202 that was given is true, and no service has to be started again.",
  steadyState: STEADY_STATE,
  fault: storeKilled(5),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 40, after: 20 },
  short: { before: 10, fault: 15, after: 10 },
  holds: [struckAtLeast(1), refusesOnlyWith(...NOT_NOW), recoversWithin(60), ...ALWAYS],
  on: EVERYWHERE,
};
