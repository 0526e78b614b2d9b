// A store in this process's memory, with the same promises as a database: a commit happens as a whole or not at all.
import { MINUTE } from "../../../declare/duration.ts";
import type { StateShape } from "../../../declare/state.ts";
import type { FeedRange, Range } from "../../../declare/unit-of-work.ts";
import type { Clock } from "../../clock.ts";
import {
  type Changes,
  type Commit,
  type CommitResult,
  type Condition,
  FOLLOWED_AT_ONCE,
  type Kept,
  type Page,
  type PageRequest,
  type ReplayScope,
  type Standing,
  type Store,
  type Write,
} from "../port.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { Expiry } from "./expiry.ts";
import { Feeds } from "./feeds.ts";
import { Inbox } from "./inbox.ts";
import { DEFAULT_MEMORY_OPTIONS, type MemoryOptions } from "./options.ts";
import { Outbox } from "./outbox.ts";
import { pageOf } from "./pages.ts";
import { Records } from "./records.ts";
import { ScoreSet } from "./score-set.ts";

function added<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value);
  return value;
}

/** What stands behind `state/` in each key that begins so. */
function namesBelow(state: string, keys: Iterable<string>): string[] {
  const prefix = `${state}/`;
  return [...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

export class MemoryStore implements Store {
  readonly #clock: Clock;
  readonly #options: MemoryOptions;
  readonly #records = new Map<string, Records>();
  readonly #counters = new Map<string, number>();
  readonly #sets = new Map<string, ScoreSet>();
  readonly #setExpiries = new Map<string, Expiry>();
  readonly #feeds = new Map<string, Feeds>();
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;

  constructor(clock: Clock, options: Partial<MemoryOptions> = {}) {
    this.#clock = clock;
    this.#options = { ...DEFAULT_MEMORY_OPTIONS, ...options };
    this.#inbox = new Inbox(this.#options.inbox);
    this.#outbox = new Outbox(this.#options.journal);
  }
  now(): number {
    return this.#clock.now();
  }
  isNearlyFull(): boolean {
    return false;
  }
  async probe(): Promise<void> {}
  async records(state: string, ids: readonly string[]) {
    const records = this.#recordsOf(state);
    return ids.map((id) => records.get(id));
  }
  async counters(state: string, ids: readonly string[]) {
    return ids.map((id) => this.#counters.get(`${state}/${id}`) ?? 0);
  }
  async range(state: string, set: string, range: Range) {
    return this.#sets.get(`${state}/${set}`)?.range(range) ?? [];
  }
  async feed(state: string, feed: string, range: FeedRange) {
    return this.#feedsOf(state).read(feed, range);
  }
  async follow(state: string, feed: string, after: number, timeout: number) {
    const feeds = this.#feedsOf(state);
    await feeds.wait(feed, after, timeout);
    return feeds.read(feed, { after, limit: FOLLOWED_AT_ONCE });
  }
  async page(kind: StateShape["kind"], state: string, request: PageRequest): Promise<Page<Kept>> {
    if (kind === "record") {
      const records = this.#recordsOf(state);
      const { entries, next } = pageOf(records.ids(), request);
      return { entries: entries.map((id) => ({ id, value: records.get(id).value })), next };
    }
    if (kind === "counter") {
      const { entries, next } = pageOf(namesBelow(state, this.#counters.keys()), request);
      return { entries: entries.map((id) => ({ id, value: this.#counters.get(`${state}/${id}`) })), next };
    }
    const ids = kind === "feed" ? this.#feedsOf(state).ids() : namesBelow(state, this.#sets.keys());
    const { entries, next } = pageOf(ids, request);
    return { entries: entries.map((id) => ({ id })), next };
  }
  async journal(page: PageRequest) {
    return this.#outbox.page(page);
  }

  async begin(eventId: string, holder: string, lease: number, revive = false): Promise<Standing> {
    const standing = this.#inbox.standing(eventId, this.now());
    const isRevived = revive && standing === "dead";
    if (standing === "new" || isRevived) this.#inbox.hold(eventId, holder, this.now() + lease);
    return isRevived ? "new" : standing;
  }
  async renew(eventIds: readonly string[], holder: string, lease: number): Promise<void> {
    for (const id of eventIds) this.#inbox.renew(id, holder, this.now() + lease);
  }
  async release(eventId: string, holder: string): Promise<void> {
    this.#inbox.release(eventId, holder);
  }
  async commit(commit: Commit): Promise<CommitResult> {
    return this.commitNow(commit);
  }
  /** The whole commit in one turn of this process, which is what makes it atomic here. */
  commitNow({ mark, reads, changes, condition, claim, outboxLimit }: Commit): CommitResult {
    const refusal = mark && this.#inbox.refusalOf(mark, this.now());
    if (refusal) return { outcome: refusal };
    if (outboxLimit !== undefined && this.#outbox.neverPublished >= outboxLimit) return { outcome: "full" };
    for (const { state, id, version } of reads)
      if (this.#recordsOf(state).get(id).version !== version) return { outcome: "conflict" };
    const met = condition && this.#holds(condition);
    const branch = condition && (met ? condition.met : condition.otherwise);
    const now = this.now();
    if (mark) this.#inbox.mark(mark, now);
    this.#apply(changes, now, claim);
    if (branch) this.#apply(branch, now, claim);
    return { outcome: "committed", met, events: branch ? [...changes.events, ...branch.events] : changes.events };
  }

  async takeParked(limit: number, lease: number) {
    return this.#inbox.takeParked(this.now(), limit, lease);
  }
  async takeOutbox(limit: number, claim: number) {
    return this.#outbox.take(this.now(), limit, claim);
  }
  async renewClaims(eventIds: readonly string[], claim: number): Promise<void> {
    this.#outbox.renewClaims(eventIds, this.now() + claim);
  }
  async published(eventIds: readonly string[]): Promise<void> {
    this.#outbox.published(eventIds, this.now());
  }
  async replay(scope: ReplayScope): Promise<number> {
    return this.#outbox.replay(scope);
  }
  async tally() {
    return { ...this.#outbox.tally(), ...this.#inbox.tally() };
  }
  async minutes() {
    const current = Math.floor(this.now() / MINUTE);
    return { committed: this.#outbox.minutes.recent(current), seen: this.#inbox.minutes.recent(current) };
  }

  /** Everything stored under a state, for auditors and tests. */
  dump(state: string): { records: ReadonlyMap<string, unknown>; counters: ReadonlyMap<string, number> } {
    const records = new Map([...this.#recordsOf(state).entries()].map(([id, { value }]) => [id, value]));
    const counters = new Map(
      namesBelow(state, this.#counters.keys()).map((id) => [id, this.#counters.get(`${state}/${id}`) ?? 0]),
    );
    return { records, counters };
  }

  #holds(condition: Condition): boolean {
    return condition.counters.every(({ state, id, amount }) => (this.#counters.get(`${state}/${id}`) ?? 0) >= amount);
  }
  #apply({ writes, events }: Changes, now: number, claim: number): void {
    for (const write of writes) this.#write(write, now);
    for (const event of events) this.#outbox.add(this.#options.freeze ? deepFreeze(event) : event, now, claim);
  }
  #write(write: Write, now: number): void {
    switch (write.kind) {
      case "set": {
        const value = this.#options.freeze ? deepFreeze(write.value) : write.value;
        return this.#recordsOf(write.state).set(write.id, value, write.schemaNumber, write.keepFor, now);
      }
      case "delete":
        return this.#recordsOf(write.state).delete(write.id, now);
      case "add": {
        const key = `${write.state}/${write.id}`;
        return void this.#counters.set(key, (this.#counters.get(key) ?? 0) + write.amount);
      }
      case "put":
        this.#setOf(write).put(write.member, write.score, write.keep);
        return this.#setsKept(write.state).note(`${write.state}/${write.set}`, write.keepFor, now);
      case "increase":
        return this.#setOf(write).increase(write.member, write.amount, write.keep);
      case "move":
        return this.#sets.get(`${write.state}/${write.set}`)?.move(write.member, write.score);
      case "remove": {
        const set = this.#setOf(write);
        set.remove(write.member);
        if (set.size === 0) this.#sets.delete(`${write.state}/${write.set}`);
        return;
      }
      case "append":
        return this.#feedsOf(write.state).append(write.feed, write.value, write.keep, write.keepFor);
    }
  }
  #recordsOf(state: string): Records {
    return this.#records.get(state) ?? added(this.#records, state, new Records(this.#options.finished));
  }
  #feedsOf(state: string): Feeds {
    return this.#feeds.get(state) ?? added(this.#feeds, state, new Feeds(this.#options.finished, this.#clock));
  }
  #setsKept(state: string): Expiry {
    const forget = (key: string) => void this.#sets.delete(key);
    return this.#setExpiries.get(state) ?? added(this.#setExpiries, state, new Expiry(this.#options.finished, forget));
  }
  #setOf({ state, set }: { state: string; set: string }): ScoreSet {
    const key = `${state}/${set}`;
    return this.#sets.get(key) ?? added(this.#sets, key, new ScoreSet());
  }
}
