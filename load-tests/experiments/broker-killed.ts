// The broker dies under load and comes back with what it had on its disk.
import {
  acceptsAsFastAsBefore,
  mailsArriveOnce,
  nobodyIsRefused,
  recoversWithin,
  struckAtLeast,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { brokerKilled } from "../experiment/faults.ts";
import { ALWAYS, EVERYWHERE, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const brokerIsKilled: Experiment = {
  name: "broker-killed",
  hypothesis:
    "Orders are accepted without a broker, as fast as before; a minute after it is back, nobody waits for it.",
  steadyState: STEADY_STATE,
  fault: brokerKilled(5),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 40, after: 20 },
  short: { before: 10, fault: 15, after: 10 },
  holds: [
    struckAtLeast(1),
    nobodyIsRefused("during", "after"),
    acceptsAsFastAsBefore,
    recoversWithin(60),
    mailsArriveOnce,
    ...ALWAYS,
  ],
  on: EVERYWHERE,
};
