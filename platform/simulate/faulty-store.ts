// A replica's connection to its store: it takes time, fails, and the replica may die just before or after a commit.
import { Problem } from "#contracts/problems.ts";
import type { FeedRange, Range } from "../declare/unit-of-work.ts";
import { sleep } from "../runtime/clock.ts";
import type { Commit, PageRequest, ReplayScope, Store } from "../runtime/store/port.ts";
import type { Replica } from "./replica.ts";

export class FaultyStore implements Store {
  readonly #store: Store;
  readonly #replica: Replica;

  constructor(store: Store, replica: Replica) {
    this.#store = store;
    this.#replica = replica;
  }
  now(): number {
    return this.#store.now();
  }
  isNearlyFull(): boolean {
    return this.#store.isNearlyFull();
  }
  async commit(commit: Commit) {
    const { chaos } = this.#replica.world;
    this.#replica.mayCrash(chaos.crashBeforeCommit, "before commit");
    const result = await this.#reach(async () => {
      const outcome = await this.#store.commit(commit);
      this.#replica.world.noteCommit(this.#replica, commit, outcome);
      return outcome;
    });
    this.#replica.mayCrash(chaos.crashAfterCommit, "after commit");
    if (this.#replica.world.happens(chaos.answerLost)) throw new Problem("store-away");
    return this.#replica.alive(result);
  }
  published(eventIds: readonly string[]) {
    this.#replica.mayCrash(this.#replica.world.chaos.crashAfterPublish, "after publish");
    return this.#reach(() => this.#store.published(eventIds));
  }
  probe = () => this.#reach(() => this.#store.probe());
  records = (state: string, ids: readonly string[]) => this.#reach(() => this.#store.records(state, ids));
  counters = (state: string, ids: readonly string[]) => this.#reach(() => this.#store.counters(state, ids));
  range = (state: string, set: string, range: Range) => this.#reach(() => this.#store.range(state, set, range));
  feed = (state: string, feed: string, range: FeedRange) => this.#reach(() => this.#store.feed(state, feed, range));
  follow = (state: string, feed: string, after: number, timeout: number) =>
    this.#reach(() => this.#store.follow(state, feed, after, timeout));
  page = (...asked: Parameters<Store["page"]>) => this.#reach(() => this.#store.page(...asked));
  journal = (page: PageRequest) => this.#reach(() => this.#store.journal(page));
  begin = (eventId: string, holder: string, lease: number, revive?: boolean) =>
    this.#reach(() => this.#store.begin(eventId, holder, lease, revive));
  renew = (eventIds: readonly string[], holder: string, lease: number) =>
    this.#reach(() => this.#store.renew(eventIds, holder, lease));
  release = (eventId: string, holder: string) => this.#reach(() => this.#store.release(eventId, holder));
  takeParked = (limit: number, lease: number) => this.#reach(() => this.#store.takeParked(limit, lease));
  takeOutbox = (limit: number, claim: number) => this.#reach(() => this.#store.takeOutbox(limit, claim));
  renewClaims = (eventIds: readonly string[], claim: number) =>
    this.#reach(() => this.#store.renewClaims(eventIds, claim));
  replay = (scope: ReplayScope) => this.#reach(() => this.#store.replay(scope));
  tally = () => this.#reach(() => this.#store.tally());
  minutes = () => this.#reach(() => this.#store.minutes());

  /** A dead replica never hears an answer; a living one sometimes hears that the store is away. */
  async #reach<T>(operation: () => Promise<T>): Promise<T> {
    await this.#replica.alive(undefined);
    const { world } = this.#replica;
    if (world.happens(world.chaos.slowStore)) await sleep(this.#replica.clock, world.upTo(30));
    if (world.happens(world.chaos.storeAway)) throw new Problem("store-away");
    return this.#replica.alive(await operation());
  }
}
