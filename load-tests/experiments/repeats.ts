// The same request comes fifty times at the same moment, while the service that takes it is killed.
import {
  everybodyCame,
  nobodyIsRefused,
  recoversWithin,
  refusesOnlyWith,
  repeatsNameTheSameOrder,
  struckAtLeast,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { serviceKilled } from "../experiment/faults.ts";
import { ALWAYS, EVERYWHERE, NOT_NOW } from "./steady-state.ts";

export const repeatsMeetKills: Experiment = {
  name: "repeats",
  hypothesis:
    "However often the same request comes at the same moment, and though the service that takes it is killed meanwhile, there is one order for it, and everybody is told of that one.",
  steadyState: [everybodyCame, nobodyIsRefused("before")],
  fault: serviceKilled("order", 6),
  load: { test: "repeats", rate: 2 },
  phases: { before: 10, fault: 60, after: 15 },
  short: { before: 8, fault: 20, after: 10 },
  holds: [struckAtLeast(2), refusesOnlyWith(...NOT_NOW), repeatsNameTheSameOrder, recoversWithin(60), ...ALWAYS],
  on: EVERYWHERE,
};
