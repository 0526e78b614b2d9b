// Events that wait to be published, and the journal of those that were.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { minuteOf } from "../minute.ts";
import type { Page, PageRequest, ReplayScope } from "../port.ts";
import { MinuteCounts } from "./minute-counts.ts";
import { numberIn } from "./pages.ts";

interface Entry {
  readonly event: CloudEvent;
  readonly committedAt: number;
  /** For the first time; not there until then. */
  readonly publishedAt?: number;
  /** In the order of the commits, from 1. */
  readonly number: number;
  claimedUntil: number;
}
type Published = Entry & { readonly publishedAt: number };
interface Retention {
  readonly keepFor: number;
  readonly atMost: number;
}

export class Outbox {
  readonly #waiting = new Map<string, Entry>();
  /** Those of the waiting that were published before. */
  readonly #replayed = new Set<string>();
  readonly #journal = new Map<string, Published>();
  /** Subject -> ids in the journal, so that one order's events are found at once. */
  readonly #bySubject = new Map<string, Set<string>>();
  readonly #committed = new Map<string, { count: number; forgotten: number }>();
  readonly minutes = new MinuteCounts();
  readonly #retention: Retention;
  #last = 0;

  constructor(retention: Retention) {
    this.#retention = retention;
  }
  get neverPublished(): number {
    return this.#waiting.size - this.#replayed.size;
  }
  add(event: CloudEvent, now: number, claim: number): void {
    this.#waiting.set(event.id, { event, committedAt: now, number: ++this.#last, claimedUntil: now + claim });
    this.#count(event.type).count++;
    this.minutes.add(event.type, minuteOf(event.time));
  }
  take(now: number, limit: number, claim: number): CloudEvent[] {
    const taken: CloudEvent[] = [];
    for (const entry of this.#waiting.values()) {
      if (taken.length === limit) break;
      if (entry.claimedUntil > now) continue;
      entry.claimedUntil = now + claim;
      taken.push(entry.event);
    }
    return taken;
  }
  renewClaims(eventIds: readonly string[], claimedUntil: number): void {
    for (const id of eventIds) {
      const entry = this.#waiting.get(id);
      if (entry) entry.claimedUntil = claimedUntil;
    }
  }
  published(eventIds: readonly string[], now: number): void {
    for (const id of eventIds) {
      const entry = this.#waiting.get(id);
      if (!entry) continue;
      this.#waiting.delete(id);
      this.#replayed.delete(id);
      this.#enter(id, { publishedAt: now, ...entry });
    }
    for (const [id, entry] of this.#journal) {
      if (this.#journal.size <= this.#retention.atMost && entry.publishedAt + this.#retention.keepFor > now) break;
      this.#leave(id, entry);
      this.#count(entry.event.type).forgotten++;
    }
  }
  replay({ subject, topic, since = 0 }: ReplayScope): number {
    let count = 0;
    const ids = subject === undefined ? [...this.#journal.keys()] : [...(this.#bySubject.get(subject) ?? [])];
    for (const id of ids) {
      const entry = this.#journal.get(id);
      if (!entry || entry.committedAt < since || (topic !== undefined && entry.event.type !== topic)) continue;
      this.#leave(id, entry);
      this.#waiting.set(id, { ...entry, claimedUntil: 0 });
      this.#replayed.add(id);
      count++;
    }
    return count;
  }
  page({ after, limit }: PageRequest): Page<CloudEvent> {
    const last = numberIn(after);
    // Almost in order: only what was replayed has come back at the end.
    const behind = [...this.#journal.values()]
      .filter(({ number }) => number > last)
      .sort((a, b) => a.number - b.number);
    const page = behind.slice(0, limit);
    const next = behind.length > page.length ? String(page.at(-1)?.number ?? last) : undefined;
    return { entries: page.map(({ event }) => event), next };
  }
  tally() {
    const [oldest] = this.#waiting.values();
    return {
      outbox: this.#waiting.size,
      oldestOutbox: oldest?.committedAt,
      journal: this.#journal.size,
      committed: Object.fromEntries([...this.#committed].map(([topic, counts]) => [topic, { ...counts }])),
    };
  }
  #enter(id: string, entry: Published): void {
    this.#journal.set(id, entry);
    const { subject } = entry.event;
    const ids = this.#bySubject.get(subject) ?? new Set();
    this.#bySubject.set(subject, ids.add(id));
  }
  #leave(id: string, { event }: Entry): void {
    this.#journal.delete(id);
    const ids = this.#bySubject.get(event.subject);
    ids?.delete(id);
    if (ids?.size === 0) this.#bySubject.delete(event.subject);
  }
  #count(topic: string) {
    const counts = this.#committed.get(topic) ?? { count: 0, forgotten: 0 };
    this.#committed.set(topic, counts);
    return counts;
  }
}
