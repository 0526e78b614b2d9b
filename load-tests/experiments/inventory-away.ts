// A consumer that every order needs is away for half a minute.
import { acceptsAsFastAsBefore, mailsArriveOnce, nobodyIsRefused, recoversWithin } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { serviceAway } from "../experiment/faults.ts";
import { ALWAYS, EVERYWHERE, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const inventoryAway: Experiment = {
  name: "inventory-away",
  hypothesis:
    "While inventory is away, orders are accepted as fast as before; soon after it is back, all that waited for it has ended.",
  steadyState: STEADY_STATE,
  fault: serviceAway("inventory"),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 30, after: 20 },
  short: { before: 10, fault: 15, after: 10 },
  holds: [nobodyIsRefused("during", "after"), acceptsAsFastAsBefore, recoversWithin(30), mailsArriveOnce, ...ALWAYS],
  on: EVERYWHERE,
};
