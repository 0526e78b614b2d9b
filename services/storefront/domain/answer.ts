// Answers are kept a little longer than anybody waits for them.
import { MINUTE } from "#platform/declare/duration.ts";

export const ANSWER_KEPT = { keepFor: MINUTE } as const;
