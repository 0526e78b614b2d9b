// How long things are kept, how often they are tried and how much is taken on: one table, from which each process reads its environment.

import { asDuration, DAY, type Duration, HOUR, MINUTE, milliseconds, SECOND } from "../declare/duration.ts";
import type { Retention } from "../declare/retention.ts";
import { EVENTS_KEPT } from "../derive/dapr/brokers.ts";
import type { RetryPolicy } from "./backoff.ts";

interface Variable {
  readonly unit: "duration" | "count" | "countFromZero" | "percent";
  /** Milliseconds where it is a duration. */
  readonly default: number;
  readonly meaning: string;
}
const duration = (value: number, meaning: string): Variable => ({ unit: "duration", default: value, meaning });
const count = (value: number, meaning: string): Variable => ({ unit: "count", default: value, meaning });
const countFromZero = (value: number, meaning: string): Variable => ({
  unit: "countFromZero",
  default: value,
  meaning,
});
const percent = (value: number, meaning: string): Variable => ({ unit: "percent", default: value, meaning });

export const LIMIT_VARIABLES = {
  FINISHED_KEPT: duration(90 * DAY, "Finished orders, what belongs to them, timelines and read models are remembered."),
  TOMBSTONES_KEPT: duration(3 * DAY, "That something was given up before it was known is remembered."),
  REPORTS_KEPT: duration(30 * MINUTE, "What replicas tell of themselves is shown to those who watch."),
  INBOX_KEPT: duration(3 * DAY, "A handled event is known, so that it is not handled again."),
  IDEMPOTENCY_KEPT: duration(DAY, "An Idempotency-Key gets the answer that it got."),
  JOURNAL_KEPT: duration(HOUR, "A published event can be published again."),
  BROKER_KEPT: duration(
    EVENTS_KEPT,
    "The broker keeps an event for a service that is away (goes into what is derived for the broker).",
  ),
  RETRY_ATTEMPTS: count(10, "So often an event is tried; then it is a dead letter."),
  RETRY_FIRST: duration(200, "The wait before the second attempt; doubled for each further one."),
  RETRY_LONGEST: duration(30 * SECOND, "The longest wait between two attempts."),
  OUTAGE_LONGEST: duration(DAY, "An absent partner is waited for; its absence counts no attempt."),
  HANDLER_WITHIN: duration(MINUTE, "A handler that has not returned by then counts as failed."),
  CONCURRENCY: count(64, "Events that a replica has in hand at once."),
  REQUESTS_IN_HAND: count(
    64,
    "Requests that a replica works on at once; the others wait for their turn, so that none of those takes too long.",
  ),
  REQUESTS_WAITING: count(4_000, "Requests that wait for their turn, above which a replica refuses more with 503."),
  EVENT_LEASE: duration(6 * SECOND, "A dead replica's event in hand is given to another."),
  OUTBOX_CLAIM: duration(5 * SECOND, "What a replica has committed and not published is published by another."),
  OUTBOX_CAP: count(100_000, "Unpublished events of a service, above which it refuses new requests with 503."),
  CLIENT_RATE: countFromZero(
    0,
    "Requests a second from one client's address, above which it gets 429, in each process; 0 for no limit. Set PROXIES with it.",
  ),
  CLIENT_BURST: count(1_000, "Requests that a client may send at once before its rate counts."),
  PROXIES: countFromZero(
    0,
    "How many proxies stand in front and write X-Forwarded-For, so that a client is known by its own address.",
  ),
  STORE_FULL_AT: percent(80, "Used share of the store's maxmemory, above which new requests are refused with 503."),
  HEARTBEAT_EVERY: duration(5 * SECOND, "A service tells how many events it has committed, so that a loss is seen."),
  DRAIN_WITHIN: duration(2_500, "A service that is stopped waits for the work in hand."),
  FINISHED_CAP: count(50_000, "`make start` only: finished records and timelines that are kept at most, of each kind."),
  INBOX_CAP: count(250_000, "`make start` only: handled events that each service knows at most."),
  JOURNAL_CAP: count(20_000, "`make start` only: published events that each service keeps at most."),
} as const satisfies Record<string, Variable>;
type Name = keyof typeof LIMIT_VARIABLES;

export interface Limits {
  readonly retry: RetryPolicy;
  /** Milliseconds after which a handler that has not returned counts as failed. */
  readonly handler: number;
  /** Events in hand at once, per replica. */
  readonly concurrency: number;
  /** Requests that a replica works on at once, and that may wait for that. */
  readonly requests: { readonly inHand: number; readonly waiting: number };
  /** Milliseconds for which a replica holds an event; renewed while it works on it. */
  readonly lease: number;
  /** Milliseconds after which another replica publishes what this one has committed. */
  readonly claim: number;
  /** Entries in the outbox above which new requests are refused. */
  readonly outbox: number;
  /** What one client may send: requests a second, as many at once, and behind how many proxies its address is found. */
  readonly client: { readonly rate: number; readonly burst: number; readonly proxies: number };
  readonly heartbeat: number;
  /** Milliseconds that a service which is stopped waits for the work in hand; what takes longer is done again elsewhere. */
  readonly drain: number;
  /** Milliseconds between two looks for parked events that are due, and for outbox entries that nobody publishes. */
  readonly poll: { readonly parked: number; readonly outbox: number };
  /** Milliseconds for which things are remembered. */
  readonly kept: KeptFor;
  /** How many are kept at most where the store is this process's memory. */
  readonly caps: { readonly finished: number; readonly inbox: number; readonly journal: number };
  /** Used share of the store's memory above which new requests are refused; from 0 to 1. */
  readonly storeFullAt: number;
}
export type KeptFor = Readonly<Record<Retention | "inbox" | "journal" | "idempotency" | "broker", number>>;

type Variables = Readonly<Record<string, string | undefined>>;

/** Throws an error that names each variable that is wrong. Empty texts count as not set. */
export function readLimits(variables: Variables): Limits {
  const wrong: string[] = [];
  const value = (name: Name): number => {
    const text = variables[name]?.trim();
    if (!text) return LIMIT_VARIABLES[name].default;
    const read = READERS[LIMIT_VARIABLES[name].unit](text);
    if (typeof read === "string") wrong.push(`${name}=${text}: ${read}`);
    return Number(read);
  };
  const limits = limitsOf(value);
  if (wrong.length === 0) wrong.push(...contradictions(limits.kept));
  if (wrong.length > 0) throw new Error(`The limits are wrong: ${wrong.join("; ")}`);
  return limits;
}

/** The number, or what is wrong with the text. */
const READERS: Readonly<Record<Variable["unit"], (text: string) => number | string>> = {
  duration: (text) => {
    try {
      return milliseconds(text as Duration) || "It must be longer than nothing.";
    } catch (error) {
      return (error as Error).message;
    }
  },
  count: (text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : "It must be a whole number from 1."),
  countFromZero: (text) => (/^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : "It must be a whole number from 0."),
  percent: (text) => (/^([1-9]\d?|100)$/.test(text) ? Number(text) : "It must be a whole number from 1 to 100."),
};

const limitsOf = (value: (name: Name) => number): Limits => ({
  retry: {
    attempts: value("RETRY_ATTEMPTS"),
    first: value("RETRY_FIRST"),
    longest: value("RETRY_LONGEST"),
    longestOutage: value("OUTAGE_LONGEST"),
  },
  handler: value("HANDLER_WITHIN"),
  concurrency: value("CONCURRENCY"),
  requests: { inHand: value("REQUESTS_IN_HAND"), waiting: value("REQUESTS_WAITING") },
  lease: value("EVENT_LEASE"),
  claim: value("OUTBOX_CLAIM"),
  outbox: value("OUTBOX_CAP"),
  client: { rate: value("CLIENT_RATE"), burst: value("CLIENT_BURST"), proxies: value("PROXIES") },
  heartbeat: value("HEARTBEAT_EVERY"),
  drain: value("DRAIN_WITHIN"),
  poll: { parked: 250, outbox: 500 },
  kept: {
    finished: value("FINISHED_KEPT"),
    tombstone: value("TOMBSTONES_KEPT"),
    report: value("REPORTS_KEPT"),
    inbox: value("INBOX_KEPT"),
    journal: value("JOURNAL_KEPT"),
    idempotency: value("IDEMPOTENCY_KEPT"),
    broker: value("BROKER_KEPT"),
  },
  caps: { finished: value("FINISHED_CAP"), inbox: value("INBOX_CAP"), journal: value("JOURNAL_CAP") },
  storeFullAt: value("STORE_FULL_AT") / 100,
});

/**
 * What a consumer has forgotten must not be able to come again: it would be done twice. The latest copy is one that waited in the
 * broker, was replayed as the journal was about to forget it, and waited in the broker once more.
 */
function contradictions({ inbox, tombstone, finished, journal, broker }: KeptFor): string[] {
  const remembered = { INBOX_KEPT: inbox, TOMBSTONES_KEPT: tombstone, FINISHED_KEPT: finished };
  const returning = journal + 2 * broker;
  const source = `JOURNAL_KEPT=${asDuration(journal)} and twice BROKER_KEPT=${asDuration(broker)} together`;
  return Object.entries(remembered)
    .filter(([, kept]) => kept < returning)
    .map(
      ([memory, kept]) => `${memory}=${asDuration(kept)} is shorter than ${source}, so an event could be done twice`,
    );
}

export const DEFAULT_LIMITS: Limits = readLimits({});
