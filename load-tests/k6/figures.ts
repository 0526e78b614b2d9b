// What a run counts, beside what k6 counts by itself.
import { Counter, Rate, Trend } from "k6/metrics";

export const accepted = new Rate("accepted");
/** Of each request until its answer, also of those that were refused or failed. */
export const acceptDuration = new Trend("accept_duration", true);
export const finished = new Rate("finished");
/** From the 202 until the order is completed or cancelled. */
export const finishDuration = new Trend("finish_duration", true);
/** Answers after which the same request was sent again, by status. */
export const sentAgain = new Counter("sent_again");
/** 5xx that is not 503, a 202 without an order, a second order for one key. */
export const unexpectedAnswers = new Counter("unexpected_answers");
export const refusedRightly = new Rate("refused_rightly");
export const rateLimited = new Counter("rate_limited");
export const outboxFull = new Counter("outbox_full");
