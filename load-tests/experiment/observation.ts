// What was seen in one experiment: the raw material of the verdict and of the report.
import type { Letter } from "#tools/load/operator.ts";
import type { Compared } from "./comparison.ts";

export const PHASES = ["before", "during", "after"] as const;
export type Phase = (typeof PHASES)[number];

/** Of the customers who came in one phase. Milliseconds. */
export interface PhaseFigures {
  readonly customers: number;
  readonly accepted: number;
  /** Requests that were sent again under their key. */
  readonly sentAgain: number;
  /** Of requests that were answered 202. */
  readonly acceptP50: number | undefined;
  readonly acceptP99: number | undefined;
  /** Answers other than 202, by status; 0 where there was none. */
  readonly otherAnswers: Readonly<Record<string, number>>;
  /** Those of them that say what is wrong, by the problem's code. */
  readonly problems: Readonly<Record<string, number>>;
  /** From the acceptance until the order's end. */
  readonly finishP50: number | undefined;
  readonly finishP99: number | undefined;
}
const nothing: PhaseFigures = {
  customers: 0,
  accepted: 0,
  sentAgain: 0,
  acceptP50: undefined,
  acceptP99: undefined,
  otherAnswers: {},
  problems: {},
  finishP50: undefined,
  finishP99: undefined,
};
export const NOTHING_SEEN: Readonly<Record<Phase, PhaseFigures>> = { before: nothing, during: nothing, after: nothing };
/** One second as it was seen from outside. */
export interface Sample {
  /** Milliseconds since the load began. */
  readonly at: number;
  /** Events that a service has not seen, those that it has parked, and those that it has not published. */
  readonly lag: Readonly<Record<string, number>>;
  readonly replicas: Readonly<Record<string, number>>;
  /** Services that did not answer in that second: their lag is what it was when they last did. */
  readonly silent: readonly string[];
}
/** Requests that nobody should send, of one kind. */
export interface RefusalFigures {
  readonly sent: number;
  /** Those that somebody looked at, before the rate limit or a platform without a broker answered. */
  readonly judged: number;
  readonly right: number;
}
export interface Observation {
  readonly phases: Readonly<Record<Phase, PhaseFigures>>;
  /** When the fault began, and when all was whole again; milliseconds since the load began. */
  readonly brokenAt: number;
  readonly wholeAt: number;
  /** When the last customer came, and when the load and the fault were over. */
  readonly loadedUntil: number;
  readonly endedAt: number;
  readonly blows: readonly { readonly at: number; readonly what: string }[];
  /** From the moment at which all was whole again until nobody waited for what the fault had held up; undefined when it never came. */
  readonly recovery: number | undefined;
  /** From the end of the load until no work was left anywhere. */
  readonly quietAfter: number | undefined;
  readonly samples: readonly Sample[];
  /** Orders accepted and ended in each second since the load began. */
  readonly acceptedEach: readonly number[];
  readonly finishedEach: readonly number[];
  readonly orders: number;
  readonly violations: readonly string[];
  /** What was still to be done when there was no more time. */
  readonly left: readonly string[];
  readonly letters: number;
  /** The letters themselves. */
  readonly desk: readonly Letter[];
  /** Those that came to the mail server, and how many of them came again under a Message-ID; undefined where nobody counts there. */
  readonly mails: { readonly arrived: number; readonly again: number } | undefined;
  /** Why nobody can say it, where somebody counts. */
  readonly whyNotArrived?: string | undefined;
  /** Customers whom the load promised, and those who came. */
  readonly promised: number;
  readonly came: number;
  /** Requests that were sent again under their key; customers who were told twice of an order, and for how many it was the same one. */
  readonly repeated: { readonly sent: number; readonly told: number; readonly same: number };
  /** By what is wrong with them. */
  readonly refusals: Readonly<Record<string, RefusalFigures>>;
  /** How many times as long everything may take, on a machine that has other things to do. */
  readonly slack: number;
  /** Ways to do the same thing, by name. */
  readonly compared: Compared;
}
