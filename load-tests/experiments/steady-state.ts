// What most experiments begin with, what an ordinary day looks like, and what must hold in each of them.
import {
  acceptsWithin,
  everybodyCame,
  everyCustomerIsServed,
  finishesWithin,
  loadOutlastsFault,
  nobodyIsRefused,
  noGoodEventDied,
  nothingLostNothingDoubled,
} from "../experiment/expectation.ts";

export const STEADY_STATE = [
  everybodyCame,
  nobodyIsRefused("before"),
  acceptsWithin("before", 1_000),
  finishesWithin("before", 10_000),
] as const;
/** Where bad events come on purpose; which letters there must be then is theirs to say. */
export const ALWAYS_AMONG_BAD_EVENTS = [loadOutlastsFault, everyCustomerIsServed, nothingLostNothingDoubled] as const;
/** What must hold whatever breaks, and for how long. */
export const ALWAYS = [...ALWAYS_AMONG_BAD_EVENTS, noGoodEventDied] as const;
/** What a machine of two cores carries beside everything else that runs on it; the short form is for one that is busy. */
export const STEADY_LOAD = { test: "steady", rate: 20, shortRate: 10 } as const;
export const EVERYWHERE = ["self-hosted", "cluster"] as const;
/** Answers after which the same request is sent again: nobody there, a key whose first request runs, and an ingress that finds nobody, or not yet. */
export const NOT_NOW = [0, 404, 409, 502, 503, 504] as const;
