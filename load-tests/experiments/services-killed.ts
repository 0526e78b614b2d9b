// Every service dies again and again, in the middle of whatever it does.
import { recoversWithin, refusesOnlyWith, struckAtLeast } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { servicesKilled } from "../experiment/faults.ts";
import { ALWAYS, EVERYWHERE, NOT_NOW, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const servicesAreKilled: Experiment = {
  name: "services-killed",
  hypothesis:
    "However often services are killed under load, no order is lost and no effect is doubled; a customer who repeats a request is served.",
  steadyState: STEADY_STATE,
  fault: servicesKilled(1.5),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 120, after: 20 },
  short: { before: 10, fault: 25, after: 10 },
  holds: [struckAtLeast(3), refusesOnlyWith(...NOT_NOW), recoversWithin(60), ...ALWAYS],
  on: EVERYWHERE,
};
