// What the runtime needs from a service's own database: four shapes of state, and one atomic commit with inbox and outbox.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { StateShape } from "../../declare/state.ts";
import type { FeedEntry, FeedRange, Member, Range } from "../../declare/unit-of-work.ts";

export interface StoredRecord {
  readonly value: unknown;
  readonly schemaNumber: number;
  /** 0 when there is none; never the same twice. */
  readonly version: number;
}

export type Write =
  | {
      readonly kind: "set";
      readonly state: string;
      readonly id: string;
      readonly value: unknown;
      readonly schemaNumber: number;
      readonly keepFor: number | undefined;
    }
  | { readonly kind: "delete"; readonly state: string; readonly id: string }
  | { readonly kind: "add"; readonly state: string; readonly id: string; readonly amount: number }
  | {
      readonly kind: "put";
      readonly state: string;
      readonly set: string;
      readonly member: string;
      readonly score: number;
      readonly keep: number;
      readonly keepFor?: number | undefined;
    }
  | {
      readonly kind: "increase";
      readonly state: string;
      readonly set: string;
      readonly member: string;
      readonly amount: number;
      readonly keep: number;
    }
  /** Only when the member is there. */
  | {
      readonly kind: "move";
      readonly state: string;
      readonly set: string;
      readonly member: string;
      readonly score: number;
    }
  | { readonly kind: "remove"; readonly state: string; readonly set: string; readonly member: string }
  | {
      readonly kind: "append";
      readonly state: string;
      readonly feed: string;
      readonly value: unknown;
      readonly keep: number;
      readonly keepFor: number | undefined;
    };

export interface Changes {
  readonly writes: readonly Write[];
  /** Go into the outbox. */
  readonly events: readonly CloudEvent[];
}
export interface Condition {
  readonly counters: readonly { readonly state: string; readonly id: string; readonly amount: number }[];
  readonly met: Changes;
  readonly otherwise: Changes;
}
export interface Parked {
  readonly event: CloudEvent;
  /** Attempts made so far. */
  readonly attempts: number;
  readonly dueAt: number;
  readonly firstFailedAt: number;
  readonly reason: string;
}
/** Where an event stands in a consumer's inbox. */
export type Standing = "new" | "held" | "done" | "parked" | "dead";

export interface Mark {
  readonly eventId: string;
  readonly topic: string;
  /** Of the event's own time, in whole minutes since 1970; undefined when it is not to be counted there. */
  readonly minute?: number | undefined;
  readonly standing: "done" | "dead" | Parked;
  /** Nobody has it in hand: refused as `held` when somebody does, and as a duplicate when it is parked or dead. */
  readonly isNew?: boolean;
}
export interface Commit {
  /** Refused as a duplicate when the event is done already. */
  readonly mark?: Mark | undefined;
  /** Every record that was read, with its version; refused as a conflict when one has changed. */
  readonly reads: readonly { readonly state: string; readonly id: string; readonly version: number }[];
  readonly changes: Changes;
  readonly condition?: Condition | undefined;
  /** Milliseconds for which nobody else publishes the events. */
  readonly claim: number;
  /** Refused as `full` when the outbox holds so many entries; those that a replay has put back do not count. */
  readonly outboxLimit?: number | undefined;
}
export type CommitResult =
  | { readonly outcome: "committed"; readonly events: readonly CloudEvent[]; readonly met: boolean | undefined }
  | { readonly outcome: "duplicate" | "held" | "conflict" | "full" };

export interface ReplayScope {
  readonly subject?: string | undefined;
  readonly topic?: string | undefined;
  /** Milliseconds since 1970; committed since then. */
  readonly since?: number | undefined;
}
export interface Tally {
  readonly outbox: number;
  /** Milliseconds since 1970 at which the oldest unpublished event was committed. */
  readonly oldestOutbox: number | undefined;
  readonly parked: number;
  readonly dead: number;
  readonly journal: number;
  /** By topic: events committed to the outbox so far, and those that the journal has forgotten. */
  readonly committed: Readonly<Record<string, { readonly count: number; readonly forgotten: number }>>;
  /** By topic: distinct events that were handled, parked or given up. */
  readonly seen: Readonly<Record<string, number>>;
}

/** Events of one topic whose own time is in one minute. */
export interface MinuteCount {
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly topic: string;
  readonly count: number;
}
/** Of the last `MINUTES_KEPT` minutes and the running one, at least. */
export interface Minutes {
  /** Into the outbox. */
  readonly committed: readonly MinuteCount[];
  /** Distinct ones that were handled, parked or given up. */
  readonly seen: readonly MinuteCount[];
}
export const MINUTES_KEPT = 12;

/** Where to go on behind, as the last page said it, and about how many; a cursor that no page gave is refused as `request-invalid`. */
export interface PageRequest {
  readonly after?: string | undefined;
  readonly limit: number;
}
export interface Page<T> {
  readonly entries: readonly T[];
  /** For the next page; undefined on the last. */
  readonly next: string | undefined;
}
/** A record's or a counter's value; sets of an index and feeds are named only, `range` and `feed` read them. */
export interface Kept {
  readonly id: string;
  readonly value?: unknown;
}

/** Entries: whoever starts far behind must not fill the memory of the service. */
export const FOLLOWED_AT_ONCE = 256;

/** A store that cannot be reached throws `Problem("store-away")` from any of these. */
export interface Store {
  now(): number;
  /** Only what is under way may go on, because little room is left. */
  isNearlyFull(): boolean;
  /** Refused whenever the store would refuse every commit: it is away, or full. Changes nothing. */
  probe(): Promise<void>;
  records(state: string, ids: readonly string[]): Promise<readonly StoredRecord[]>;
  counters(state: string, ids: readonly string[]): Promise<readonly number[]>;
  range(state: string, set: string, range: Range): Promise<readonly Member[]>;
  feed(state: string, feed: string, range: FeedRange): Promise<readonly FeedEntry<unknown>[]>;
  /** Waits at most `timeout` milliseconds for entries after `after`; answers the oldest, and no more than `FOLLOWED_AT_ONCE`. */
  follow(state: string, feed: string, after: number, timeout: number): Promise<readonly FeedEntry<unknown>[]>;
  /** Goes through everything of a state, in no order; what changes meanwhile may come twice, what does not comes at least once. */
  page(kind: StateShape["kind"], state: string, page: PageRequest): Promise<Page<Kept>>;

  /** Takes an event in hand for `lease` milliseconds when it is new (or dead, to `revive` it); otherwise says where it stands. */
  begin(eventId: string, holder: string, lease: number, revive?: boolean): Promise<Standing>;
  renew(eventIds: readonly string[], holder: string, lease: number): Promise<void>;
  release(eventId: string, holder: string): Promise<void>;
  commit(commit: Commit): Promise<CommitResult>;

  /** Parked events that are due; each is not given out again for `lease` milliseconds. */
  takeParked(limit: number, lease: number): Promise<readonly Parked[]>;
  /** Events in the outbox that nobody has claimed; claimed now for `claim` milliseconds. */
  takeOutbox(limit: number, claim: number): Promise<readonly CloudEvent[]>;
  /** Those of the outbox stay claimed for `claim` milliseconds from now. */
  renewClaims(eventIds: readonly string[], claim: number): Promise<void>;
  /** The broker has taken these: they move from the outbox to the journal, which keeps them for its time from their first publication on, or up to half of it less. */
  published(eventIds: readonly string[]): Promise<void>;
  /** Puts matching journal entries back into the outbox; answers how many. */
  replay(scope: ReplayScope): Promise<number>;
  /** Goes through the journal, in the order of the commits. */
  journal(page: PageRequest): Promise<Page<CloudEvent>>;
  tally(): Promise<Tally>;
  minutes(): Promise<Minutes>;
}
