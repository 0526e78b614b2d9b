// Events that fit no schema come among good ones: they end at the desk, and no good event waits for them.
import { consumersOf } from "#platform/derive/graph.ts";
import { declarations } from "#services/declarations.ts";
import {
  acceptsAsFastAsBefore,
  finishesWithin,
  lettersFor,
  mailsArriveOnce,
  nobodyIsRefused,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { poison } from "../experiment/faults.ts";
import { ALWAYS_AMONG_BAD_EVENTS, EVERYWHERE, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

const EACH = 10;
const TOPIC = "OrderCreated";
/** Who only looks on takes rubbish for what it is. */
const handling = declarations.filter(({ observes }) => observes !== "all").map(({ name }) => name);
const listeners = consumersOf(TOPIC, declarations).filter((name) => handling.includes(name));

export const poisonAmongGoodOnes: Experiment = {
  name: "poison",
  hypothesis:
    "Bad events become dead letters at the first attempt, each with its reason, and good ones pass them as fast as before.",
  steadyState: STEADY_STATE,
  fault: poison("order", TOPIC, EACH),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 30, after: 15 },
  short: { before: 10, fault: 10, after: 10 },
  holds: [
    lettersFor(TOPIC, EACH, listeners),
    nobodyIsRefused("during", "after"),
    acceptsAsFastAsBefore,
    finishesWithin("during", 10_000),
    mailsArriveOnce,
    ...ALWAYS_AMONG_BAD_EVENTS,
  ],
  on: EVERYWHERE,
};
