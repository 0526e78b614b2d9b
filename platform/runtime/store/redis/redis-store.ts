// A store in Redis: each change is one function that runs inside the server as a whole, so that any number of replicas share it.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import type { StateShape } from "../../../declare/state.ts";
import type { FeedEntry, FeedRange, Member, Range } from "../../../declare/unit-of-work.ts";
import { DEFAULT_LIMITS } from "../../limits.ts";
import { type Log, silentLog } from "../../log.ts";
import {
  type Commit,
  type CommitResult,
  FOLLOWED_AT_ONCE,
  type Kept,
  type Minutes,
  type Page,
  type PageRequest,
  type Parked,
  type ReplayScope,
  type Standing,
  type Store,
  type StoredRecord,
  type Tally,
} from "../port.ts";
import { commitArguments } from "./commit-arguments.ts";
import { Commits } from "./commits.ts";
import { Connection } from "./connection.ts";
import { Followers } from "./followers.ts";
import { Functions } from "./functions.ts";
import { Lanes, type Sender } from "./lanes.ts";
import { leastBehind, Pages } from "./pages.ts";
import {
  entriesOf,
  limitOf,
  type MinutesReply,
  membersOf,
  minutesOf,
  recordOf,
  score,
  type TallyReply,
  tallyOf,
} from "./replies.ts";

export interface RedisStoreOptions {
  /** Milliseconds for which handled events are remembered. */
  readonly inboxKept: number;
  /** Milliseconds for which published events can be replayed. */
  readonly journalKept: number;
  /** Used share of the server's memory above which it is nearly full. */
  readonly fullAt: number;
  readonly log: Log;
}
const DEFAULTS: RedisStoreOptions = {
  inboxKept: DEFAULT_LIMITS.kept.inbox,
  journalKept: DEFAULT_LIMITS.kept.journal,
  fullAt: DEFAULT_LIMITS.storeFullAt,
  log: silentLog,
};
const CONNECT_WITHIN = 2_000;
const CONNECTIONS = 4;
/** Entries of the journal that one call goes through, so that nobody waits long for it. */
const REPLAYED_AT_ONCE = 500;

/** Opens a service's store. When the server does not answer, every operation is refused until it does. */
export async function openRedisStore(
  url: string,
  service: string,
  options: Partial<RedisStoreOptions> = {},
): Promise<RedisStore> {
  const store = new RedisStore(url, service, { ...DEFAULTS, ...options });
  await store.ready(CONNECT_WITHIN);
  return store;
}

export class RedisStore implements Store {
  /** Its braces are a hash tag: in a cluster all keys of a service are in one slot. */
  readonly #prefix: string;
  readonly #options: RedisStoreOptions;
  /** The first of them hears what is appended, and knows the server's clock and memory. */
  readonly #connections: readonly [Connection, ...Connection[]];
  readonly #server: Sender;
  readonly #followers = new Followers();
  readonly #functions: Functions;
  readonly #commits: Commits;
  readonly #pages: Pages;

  constructor(url: string, service: string, options: RedisStoreOptions) {
    this.#prefix = `{${service}}:`;
    this.#options = options;
    const hear = (feed: string | undefined) => this.#followers.wake(feed);
    const first = new Connection(url, `${this.#prefix}appended`, hear, options.log);
    const more = Array.from({ length: CONNECTIONS - 1 }, () => new Connection(url, undefined, () => {}, silentLog));
    this.#connections = [first, ...more];
    this.#server = new Lanes(this.#connections);
    this.#functions = new Functions(this.#server, this.#prefix);
    this.#commits = new Commits(this.#functions);
    this.#pages = new Pages(this.#server, this.#prefix);
  }
  async ready(timeout: number): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.ready(timeout)));
  }
  close(): void {
    for (const connection of this.#connections) connection.close();
  }
  now(): number {
    return this.#connections[0].clock.now();
  }
  isNearlyFull(): boolean {
    return this.#connections[0].memory.share >= this.#options.fullAt;
  }
  async probe(): Promise<void> {
    await this.#functions.call("probe", []);
  }

  async records(state: string, ids: readonly string[]): Promise<readonly StoredRecord[]> {
    if (ids.length === 0) return [];
    const keys = ids.map((id) => `${this.#prefix}record:${state}:${id}`);
    return (await this.#server.send<(string | null)[]>(["MGET", ...keys])).map(recordOf);
  }
  async counters(state: string, ids: readonly string[]): Promise<readonly number[]> {
    if (ids.length === 0) return [];
    const values = await this.#server.send<(string | null)[]>(["HMGET", `${this.#prefix}counters:${state}`, ...ids]);
    return values.map((value) => Number(value ?? 0));
  }
  async range(state: string, set: string, { min, max, after, limit, reverse }: Range): Promise<readonly Member[]> {
    const least = score(min ?? Number.NEGATIVE_INFINITY);
    const greatest = score(max ?? Number.POSITIVE_INFINITY);
    const behind = after === undefined ? ["", ""] : ["after", after];
    const order = reverse ? "reverse" : "";
    const page = [`${state}:${set}`, least, greatest, ...behind, limitOf(limit), order];
    return membersOf(await this.#functions.call<string[]>("range", page));
  }
  async feed(state: string, feed: string, { after = 0, limit, reverse }: FeedRange): Promise<FeedEntry<unknown>[]> {
    if (limit <= 0) return [];
    const key = `${this.#prefix}feed:${state}:${feed}`;
    const range = reverse ? ["XREVRANGE", key, "+", `(0-${after}`] : ["XRANGE", key, `(0-${after}`, "+"];
    return entriesOf(await this.#server.send([...range, "COUNT", limitOf(limit)]));
  }
  follow(state: string, feed: string, after: number, timeout: number): Promise<readonly FeedEntry<unknown>[]> {
    const read = () => this.feed(state, feed, { after, limit: FOLLOWED_AT_ONCE });
    return this.#followers.follow(`${state}:${feed}`, timeout, read);
  }

  begin(eventId: string, holder: string, lease: number, revive = false): Promise<Standing> {
    return this.#functions.call("begin", [eventId, holder, String(lease), revive ? "revive" : ""]);
  }
  async renew(eventIds: readonly string[], holder: string, lease: number): Promise<void> {
    if (eventIds.length > 0) await this.#functions.call("renew", [holder, String(lease), ...eventIds]);
  }
  async release(eventId: string, holder: string): Promise<void> {
    await this.#functions.call("release", [eventId, holder]);
  }
  async commit(commit: Commit): Promise<CommitResult> {
    const outcome = await this.#commits.send(commitArguments(commit, this.#options.inboxKept));
    if (outcome !== "committed" && outcome !== "met" && outcome !== "otherwise") return { outcome };
    const { changes, condition } = commit;
    if (!condition) return { outcome: "committed", events: changes.events, met: undefined };
    const met = outcome === "met";
    const branch = met ? condition.met : condition.otherwise;
    return { outcome: "committed", events: [...changes.events, ...branch.events], met };
  }

  async takeParked(limit: number, lease: number): Promise<readonly Parked[]> {
    const entries = await this.#functions.call<string[]>("take_parked", [String(limit), String(lease)]);
    return entries.map((entry) => JSON.parse(entry) as Parked);
  }
  async takeOutbox(limit: number, claim: number): Promise<readonly CloudEvent[]> {
    const texts = await this.#functions.call<string[]>("take_outbox", [String(limit), String(claim)]);
    return texts.map((text) => JSON.parse(text) as CloudEvent);
  }
  async renewClaims(eventIds: readonly string[], claim: number): Promise<void> {
    if (eventIds.length > 0) await this.#functions.call("renew_claims", [String(claim), ...eventIds]);
  }
  async published(eventIds: readonly string[]): Promise<void> {
    await this.#functions.call("published", [String(this.#options.journalKept), ...eventIds]);
  }
  async replay({ subject, topic, since = 0 }: ReplayScope): Promise<number> {
    const about = subject === undefined ? ["", ""] : ["subject", subject];
    const of = topic === undefined ? ["", ""] : ["topic", topic];
    let total = 0;
    for (let from = String(since * 1_000); from !== ""; ) {
      const part = [...about, ...of, from, String(REPLAYED_AT_ONCE)];
      const [count, next] = await this.#functions.call<[number, string]>("replay", part);
      total += count;
      from = next;
    }
    return total;
  }
  page(kind: StateShape["kind"], state: string, page: PageRequest): Promise<Page<Kept>> {
    return this.#pages.read(kind, state, page);
  }
  async journal({ after, limit }: PageRequest): Promise<Page<CloudEvent>> {
    const [texts, next] = await this.#functions.call<[string[], string]>("journal", [
      leastBehind(after),
      String(limit),
    ]);
    return { entries: texts.map((text) => JSON.parse(text) as CloudEvent), next: next === "" ? undefined : next };
  }
  async tally(): Promise<Tally> {
    return tallyOf(await this.#functions.call<TallyReply>("tally", []));
  }
  async minutes(): Promise<Minutes> {
    return minutesOf(await this.#functions.call<MinutesReply>("minutes", []));
  }
}
