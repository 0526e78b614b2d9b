// The standard words of the table.
export const HANDLED_ONCE = "handled once";
export const REFUSED = "refused";
export const NO_EFFECT = "no effect";
export const KEPT = "kept";

export const handledTimes = (times: number): string =>
  times === 0 ? "lost" : times === 1 ? HANDLED_ONCE : times === 2 ? "handled twice" : `handled ${times} times`;
export const atAttempt = (attempt: number): string => `${HANDLED_ONCE}, at attempt ${attempt}`;
export const deadLetterAfter = (attempts: number): string =>
  `dead letter after ${attempts} attempt${attempts === 1 ? "" : "s"}`;
/** Of many: how many never took effect, and how many more than once. */
export const allHandled = (doubled: number): string =>
  doubled === 0 ? `all ${HANDLED_ONCE}` : `${doubled} handled more than once`;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
