// What becomes of an event whose handler failed: tried again later, or given up.
import { Problem, type ProblemCode } from "#contracts/problems.ts";
import { backoff, type RetryPolicy } from "../backoff.ts";

export interface Failure {
  readonly code: ProblemCode;
  readonly reason: string;
  /** Milliseconds until the next attempt; undefined when there will be none. */
  readonly retryIn: number | undefined;
  readonly attempts: number;
}

/** What passes by itself, but perhaps not before the attempts would be spent. */
const ABSENCES: ReadonlySet<ProblemCode> = new Set(["partner-away", "mail-under-way"]);

/** What a trace may say of an error. */
export const codeOf = (error: unknown): ProblemCode => (error instanceof Problem ? error.code : "unexpected");

/** `attempts`: those made before this one. `firstFailedAt`, `now`: milliseconds since 1970. */
export function judge(
  error: unknown,
  attempts: number,
  firstFailedAt: number,
  now: number,
  policy: RetryPolicy,
  random: () => number,
): Failure {
  const code = codeOf(error);
  const reason = reasonOf(error);
  const isAbsence = ABSENCES.has(code);
  const made = isAbsence ? attempts : attempts + 1;
  const isHopeless = error instanceof Problem && error.verdict === "drop";
  const isSpent = isAbsence ? now - firstFailedAt >= policy.longestOutage : made >= policy.attempts;
  if (isHopeless || isSpent) return { code, reason, retryIn: undefined, attempts: made };
  // An absence counts no attempt, so its waiting time grows with its age instead.
  const age = Math.max(0, now - firstFailedAt);
  const step = isAbsence ? 1 + Math.floor(Math.log2(1 + age / policy.first)) : made;
  return { code, reason, retryIn: backoff(policy, step, random), attempts: made };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message}${cause}`.slice(0, 1_000);
}
