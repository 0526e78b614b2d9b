// The mail server takes connections and says nothing: orders end, mails wait, and each is sent once.
import {
  acceptsAsFastAsBefore,
  finishesWithin,
  mailsArriveOnce,
  nobodyIsRefused,
  recoversWithin,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { mailHangs } from "../experiment/faults.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const mailServerHangs: Experiment = {
  name: "mail-hangs",
  hypothesis: "A mail server that hangs holds up mails and nothing else; when it answers again, every mail is sent.",
  steadyState: STEADY_STATE,
  fault: mailHangs,
  load: STEADY_LOAD,
  phases: { before: 15, fault: 30, after: 20 },
  short: { before: 10, fault: 15, after: 10 },
  holds: [
    nobodyIsRefused("during", "after"),
    acceptsAsFastAsBefore,
    finishesWithin("during", 10_000),
    recoversWithin(60),
    mailsArriveOnce,
    ...ALWAYS,
  ],
  on: ["self-hosted"],
};
