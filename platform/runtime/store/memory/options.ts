// How much the memory store keeps; a process has less room than a database.
import { DEFAULT_LIMITS, type Limits } from "../../limits.ts";

export interface MemoryOptions {
  /** Of the records and feeds that may be forgotten one day, the newest so many are kept (per state). */
  readonly finished: number;
  /** Milliseconds for which handled events are remembered, and at most so many of them. */
  readonly inbox: { readonly keepFor: number; readonly atMost: number };
  /** Milliseconds for which published events can be replayed, and at most so many of them. */
  readonly journal: { readonly keepFor: number; readonly atMost: number };
  /** Freezes what is stored, so that a handler that changes it in place is found out. */
  readonly freeze: boolean;
}
export const memoryOptions = ({ kept, caps }: Limits): MemoryOptions => ({
  finished: caps.finished,
  inbox: { keepFor: kept.inbox, atMost: caps.inbox },
  journal: { keepFor: kept.journal, atMost: caps.journal },
  freeze: false,
});
export const DEFAULT_MEMORY_OPTIONS: MemoryOptions = memoryOptions(DEFAULT_LIMITS);
