// One client that sends too much, much of it malformed, while the broker is away and the outbox may not grow for ever.
import {
  everybodyCame,
  isRefusedBecause,
  isRefusedWith,
  mailsArriveOnce,
  recoversWithin,
  refusesOnlyWith,
  refusesWhatIsWrong,
  repeatsNameTheSameOrder,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { brokerAway } from "../experiment/faults.ts";
import { ALWAYS } from "./steady-state.ts";

export const abuseIsHeld: Experiment = {
  name: "abuse",
  hypothesis:
    "A client beyond its rate gets 429; with the broker away orders are accepted until the outbox is full, and then get 503; what is malformed is refused, what is repeated is the same order, and no 202 is untrue.",
  steadyState: [everybodyCame, refusesOnlyWith(0, 409, 429, 503)],
  fault: brokerAway,
  load: { test: "abuse", rate: 30 },
  phases: { before: 10, fault: 30, after: 20 },
  short: { before: 10, fault: 20, after: 10 },
  holds: [
    isRefusedWith(429, "before", "More than a client's rate is refused"),
    isRefusedBecause("outbox-full", "during", "More than the outbox may hold is refused"),
    refusesOnlyWith(0, 409, 429, 503),
    refusesWhatIsWrong,
    repeatsNameTheSameOrder,
    recoversWithin(60),
    mailsArriveOnce,
    ...ALWAYS,
  ],
  on: ["self-hosted"],
  needs: { environment: { CLIENT_RATE: "60", CLIENT_BURST: "60", OUTBOX_CAP: "200" } },
};
