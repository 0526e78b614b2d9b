// Bugs of those who write their own inbox, outbox and commit.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { Commit } from "#platform/runtime/store/port.ts";
import { inStore } from "./plant.ts";

let serial = 0;
const fresh = (id: string): string => `${id}#${++serial}`;
const withoutEvents = (changes: Commit["changes"]) => ({ ...changes, events: [] });

/** Every delivery is handled as if it were the first. */
export const noInbox = inStore("no inbox", (store) => ({
  begin: async () => "new",
  commit: ({ mark, ...commit }) => store.commit({ ...commit, mark: mark && { ...mark, eventId: fresh(mark.eventId) } }),
}));

/** Handled events are forgotten after five seconds. */
export const inboxTooShort = inStore("inbox forgets too early", (store) => {
  const doneAt = new Map<string, number>();
  const isForgotten = (id: string) => (doneAt.get(id) ?? Number.POSITIVE_INFINITY) < store.now() - 5_000;
  return {
    begin: async (id, holder, lease, revive) => (isForgotten(id) ? "new" : store.begin(id, holder, lease, revive)),
    commit: ({ mark, ...commit }) => {
      const isAgain = mark !== undefined && isForgotten(mark.eventId);
      if (mark?.standing === "done") doneAt.set(mark.eventId, store.now());
      return store.commit({ ...commit, mark: isAgain ? { ...mark, eventId: fresh(mark.eventId) } : mark });
    },
  };
});

/** The event is acknowledged in one step, and its effects are stored in the next. */
export const ackBeforeCommit = inStore("ack before commit", (store) => ({
  async commit(commit) {
    const { mark, ...effects } = commit;
    if (!mark) return store.commit(commit);
    const marked = await store.commit({ mark, reads: [], changes: { writes: [], events: [] }, claim: 0 });
    return marked.outcome === "committed" ? store.commit(effects) : marked;
  },
}));

/** Nobody compares versions. */
export const lastWriterWins = inStore("last writer wins", (store) => ({
  commit: (commit) => store.commit({ ...commit, reads: [] }),
}));

/** Stock is looked at first and taken afterwards. */
export const nonAtomicReserve = inStore("non-atomic reserve", (store) => ({
  async commit({ condition, ...commit }) {
    if (!condition) return store.commit(commit);
    let met = true;
    for (const { state, id, amount } of condition.counters) {
      const [value = 0] = await store.counters(state, [id]);
      met &&= value >= amount;
    }
    // Some time passes between looking and taking.
    await store.follow("nowhere", "nothing", 0, 40);
    const branch = met ? condition.met : condition.otherwise;
    const changes = {
      writes: [...commit.changes.writes, ...branch.writes],
      events: [...commit.changes.events, ...branch.events],
    };
    const result = await store.commit({ ...commit, changes });
    return result.outcome === "committed" ? { ...result, met } : result;
  },
}));

/** What a dead replica has not published stays unpublished. */
export const lostOutbox = inStore("lost outbox", () => ({ takeOutbox: async () => [], replay: async () => 0 }));

/** A replay makes new events of old ones. */
export const replayWithNewIds = inStore("replay with new ids", (store) => {
  const published = new Set<string>();
  const original = new Map<string, string>();
  const renamed = (event: CloudEvent): CloudEvent => {
    if (!published.has(event.id)) return event;
    const id = fresh(event.id);
    original.set(id, event.id);
    return { ...event, id };
  };
  return {
    takeOutbox: async (limit, claim) => (await store.takeOutbox(limit, claim)).map(renamed),
    async published(ids) {
      const known = ids.map((id) => original.get(id) ?? id);
      for (const id of known) published.add(id);
      return store.published(known);
    },
  };
});

/** Events that failed once are never tried again. */
export const parkedForgotten = inStore("parked events forgotten", () => ({ takeParked: async () => [] }));

/** An event is given up without a word to anybody. */
export const silentDeadLetter = inStore("dead letter without a word", (store) => ({
  commit: (commit) =>
    store.commit(commit.mark?.standing === "dead" ? { ...commit, changes: withoutEvents(commit.changes) } : commit),
}));

/** What a dead replica had in hand is never given to another. */
export const leaseForEver = inStore("lease without an end", (store) => ({
  begin: (id, holder, _lease, revive) => store.begin(id, holder, Number.MAX_SAFE_INTEGER, revive),
}));

/** Idempotency keys are not remembered. */
export const noIdempotencyKeys = inStore("idempotency keys ignored", (store) => ({
  records: async (state, ids) =>
    state === "$idempotency"
      ? ids.map(() => ({ value: undefined, schemaNumber: 0, version: 0 }))
      : store.records(state, ids),
  commit: (commit) => store.commit({ ...commit, reads: commit.reads.filter(({ state }) => state !== "$idempotency") }),
}));

/** A replay finds nothing: what the broker lost is lost. */
export const noReplay = inStore("no replay", () => ({ replay: async () => 0 }));
