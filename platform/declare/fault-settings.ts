// What a person may switch on to see what holds: a service that is slow, and handlers that throw.
import { z } from "zod";

const LONGEST_DELAY = 30_000;
const MOST_TOPICS = 50;

export const FaultSettings = z.strictObject({
  /** Milliseconds that every event takes more. */
  slow: z.int().min(0).max(LONGEST_DELAY).default(0),
  /** Events whose handlers throw. */
  failing: z.array(z.string().min(1).max(100)).max(MOST_TOPICS).default([]),
});
export type FaultSettings = z.infer<typeof FaultSettings>;

export const NO_FAULTS: FaultSettings = { slow: 0, failing: [] };
