// Append-only, bounded lists, and those who wait for their next entry.
import type { FeedEntry, FeedRange } from "../../../declare/unit-of-work.ts";
import type { Clock } from "../../clock.ts";
import { Expiry } from "./expiry.ts";

interface Feed {
  entries: FeedEntry<unknown>[];
  lastCursor: number;
}
/** Trimming waits until a feed is a quarter too long, so that it is rare. */
const SLACK = 1.25;

export class Feeds {
  readonly #feeds = new Map<string, Feed>();
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #expiry: Expiry;
  readonly #clock: Clock;

  constructor(atMost: number, clock: Clock) {
    this.#expiry = new Expiry(atMost, (id) => this.#feeds.delete(id));
    this.#clock = clock;
  }
  ids(): Iterable<string> {
    return this.#feeds.keys();
  }
  append(id: string, value: unknown, keep: number, keepFor: number | undefined): void {
    const feed = this.#feeds.get(id) ?? { entries: [], lastCursor: 0 };
    this.#feeds.set(id, feed);
    feed.entries.push({ cursor: ++feed.lastCursor, value });
    if (feed.entries.length > keep * SLACK) feed.entries = feed.entries.slice(-keep);
    this.#expiry.note(id, keepFor, this.#clock.now());
    for (const wake of this.#waiting.get(id) ?? []) wake();
  }
  read(id: string, { after = 0, limit, reverse = false }: FeedRange): readonly FeedEntry<unknown>[] {
    const entries = this.#feeds.get(id)?.entries ?? [];
    const first = entries[0]?.cursor ?? 0;
    const start = Math.max(0, after - first + 1);
    if (!reverse) return entries.slice(start, start + limit);
    return entries.slice(Math.max(start, entries.length - limit)).reverse();
  }
  /** Resolves when the feed has entries after `after`, or when the time is over. */
  wait(id: string, after: number, timeout: number): Promise<void> {
    if (this.read(id, { after, limit: 1 }).length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(id) ?? new Set();
      this.#waiting.set(id, waiting);
      const wake = () => {
        timer.cancel();
        waiting.delete(wake);
        if (waiting.size === 0) this.#waiting.delete(id);
        resolve();
      };
      const timer = this.#clock.setTimer(timeout, wake);
      waiting.add(wake);
    });
  }
}
