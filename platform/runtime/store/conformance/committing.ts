// Commits: as a whole or not at all, refused when something read has changed, decided inside.
import { describe, expect, test } from "vitest";
import { aCommit, add, anEvent, set } from "../../testing/an-event.ts";
import type { CommitResult, Condition, Store } from "../port.ts";
import { counterOf, type OpenStore, recordOf, valueOf } from "./harness.ts";

const done = (eventId: string) => ({ eventId, topic: "ThingHappened", standing: "done" }) as const;

/** Takes one unit of `a` where there is one. */
const takeOne = (id: string): Condition => ({
  counters: [{ state: "stock", id: "a", amount: 1 }],
  met: { writes: [add("a", -1), set(id, "taken")], events: [anEvent("Taken", { id: `taken-${id}` })] },
  otherwise: { writes: [set(id, "refused")], events: [anEvent("Refused", { id: `refused-${id}` })] },
});
const typesIn = (result: CommitResult): string[] =>
  "events" in result ? result.events.map(({ type }) => type) : [result.outcome];

/** Nothing of a refused commit is there. */
async function isUntouched(store: Store): Promise<void> {
  expect(await valueOf(store, "refused")).toBeUndefined();
  expect(await counterOf(store, "refused")).toBe(0);
  expect(await store.feed("feeds", "refused", { limit: 1 })).toEqual([]);
  expect(await store.range("index", "refused", { limit: 1 })).toEqual([]);
  expect(await store.takeOutbox(10, 0)).toEqual([]);
}
const everything = {
  writes: [
    set("refused", 1),
    add("refused", 1),
    { kind: "append", state: "feeds", feed: "refused", value: 1, keep: 9, keepFor: undefined },
    { kind: "put", state: "index", set: "refused", member: "m", score: 1, keep: 9 },
  ] as const,
  events: [anEvent()],
};

export const committing = (openStore: OpenStore) =>
  describe("commits", () => {
    test("all that belongs together is there together", async () => {
      const { store, replica } = await openStore();
      const event = anEvent();
      const result = await store.commit(
        aCommit({ mark: done("cause"), writes: [set("a", 1), add("a", 2)], events: [event] }),
      );
      expect(result).toMatchObject({ outcome: "committed", events: [event] });
      expect(await valueOf(replica, "a")).toBe(1);
      expect(await counterOf(replica, "a")).toBe(2);
      expect(await replica.begin("cause", "me", 100)).toBe("done");
      expect(await replica.takeOutbox(10, 0)).toEqual([event]);
    });

    test("a record that has changed since it was read is a conflict, and nothing happens", async () => {
      const { store, replica } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1), set("b", 1)] }));
      const reads = await Promise.all(
        ["a", "b"].map(async (id) => ({ state: "things", id, version: (await recordOf(store, id)).version })),
      );
      await replica.commit(aCommit({ writes: [set("b", 2)] }));
      const result = await store.commit(aCommit({ ...everything, reads, mark: done("cause") }));
      expect(result).toEqual({ outcome: "conflict" });
      await isUntouched(store);
      expect(await store.begin("cause", "me", 100)).toBe("new");
    });

    test("a record that was absent when it was read and is there now is a conflict", async () => {
      const { store, replica } = await openStore();
      const absent = { state: "things", id: "a", version: 0 };
      await replica.commit(aCommit({ writes: [set("a", 1)] }));
      expect((await store.commit(aCommit({ ...everything, reads: [absent] }))).outcome).toBe("conflict");
      await isUntouched(store);
    });

    test("a record that was read and is gone now is a conflict", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1)] }));
      const { version } = await recordOf(store, "a");
      await store.commit(aCommit({ writes: [{ kind: "delete", state: "things", id: "a" }] }));
      const reads = [{ state: "things", id: "a", version }];
      expect((await store.commit(aCommit({ ...everything, reads }))).outcome).toBe("conflict");
    });

    test("of many that read the same version, one commits", async () => {
      const { store, replica } = await openStore();
      const reads = [{ state: "things", id: "a", version: 0 }];
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, at) =>
          (at % 2 ? store : replica).commit(aCommit({ reads, writes: [set("a", at), add("wins", 1)] })),
        ),
      );
      expect(results.filter(({ outcome }) => outcome === "committed")).toHaveLength(1);
      expect(await counterOf(store, "wins")).toBe(1);
    });

    test("an event that is done cannot be done again, whatever else would be refused", async () => {
      const { store, replica } = await openStore();
      await store.commit(aCommit({ mark: done("cause") }));
      const stale = [{ state: "things", id: "a", version: 99 }];
      const again = { ...everything, mark: done("cause"), reads: stale, outboxLimit: 0 };
      expect(await replica.commit(aCommit(again))).toEqual({ outcome: "duplicate" });
      await isUntouched(store);
    });

    test("of one event that is handled twice at once, one commit counts", async () => {
      const { store, replica } = await openStore();
      const results = await Promise.all(
        [store, replica, store].map((each) => each.commit(aCommit({ mark: done("cause"), writes: [add("a", 1)] }))),
      );
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["committed", "duplicate", "duplicate"]);
      expect(await counterOf(store, "a")).toBe(1);
    });

    test("a full outbox refuses those who ask for room, and nobody else", async () => {
      const { store } = await openStore();
      const [first, second] = [anEvent(), anEvent()];
      await store.commit(aCommit({ events: [first, second] }));
      const limited = { ...everything, outboxLimit: 2 };
      expect(await store.commit(aCommit(limited))).toEqual({ outcome: "full" });
      expect(await valueOf(store, "refused")).toBeUndefined();
      expect((await store.commit(aCommit({ ...limited, outboxLimit: 3 }))).outcome).toBe("committed");
      expect((await store.commit(aCommit({ events: [anEvent()] }))).outcome).toBe("committed");
    });

    test("published events make room again", async () => {
      const { store } = await openStore();
      const event = anEvent();
      await store.commit(aCommit({ events: [event] }));
      expect((await store.commit(aCommit({ events: [anEvent()], outboxLimit: 1 }))).outcome).toBe("full");
      await store.published([event.id]);
      expect((await store.commit(aCommit({ events: [anEvent()], outboxLimit: 1 }))).outcome).toBe("committed");
    });

    test("what a replay has put back takes no room, until it is published; what was never published still does", async () => {
      const { store } = await openStore();
      const before = [anEvent(), anEvent(), anEvent()];
      const ids = before.map(({ id }) => id);
      const limited = async () => (await store.commit(aCommit({ events: [anEvent()], outboxLimit: 2 }))).outcome;
      await store.commit(aCommit({ events: before }));
      expect(await store.replay({})).toBe(0);
      expect(await limited()).toBe("full");
      await store.published(ids);
      expect(await store.replay({})).toBe(3);
      expect([await limited(), await limited(), await limited()]).toEqual(["committed", "committed", "full"]);
      expect(await store.tally()).toMatchObject({ outbox: 5 });
      await store.published(ids);
      expect(await limited()).toBe("full");
      await store.published((await store.takeOutbox(9, 0)).slice(0, 1).map(({ id }) => id));
      expect([await limited(), await limited()]).toEqual(["committed", "full"]);
    });

    test("a condition that holds lets its branch happen, together with what is common to both", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [add("a", 1)] }));
      const parts = { writes: [set("common", 1)], events: [anEvent("Common")], condition: takeOne("x") };
      const result = await store.commit(aCommit(parts));
      expect(result).toMatchObject({ outcome: "committed", met: true });
      expect(typesIn(result).toSorted()).toEqual(["Common", "Taken"]);
      expect([await valueOf(store, "x"), await valueOf(store, "common")]).toEqual(["taken", 1]);
      expect(await counterOf(store, "a")).toBe(0);
      expect((await store.takeOutbox(10, 0)).map(({ type }) => type).toSorted()).toEqual(["Common", "Taken"]);
    });

    test("a condition that does not hold lets the other branch happen, and nothing of the first", async () => {
      const { store } = await openStore();
      const result = await store.commit(aCommit({ condition: takeOne("x"), events: [anEvent("Common")] }));
      expect(result).toMatchObject({ outcome: "committed", met: false });
      expect(typesIn(result).toSorted()).toEqual(["Common", "Refused"]);
      expect(await valueOf(store, "x")).toBe("refused");
      expect(await counterOf(store, "a")).toBe(0);
    });

    test("every counter of a condition must hold", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [add("a", 5), add("b", 1)] }));
      const both = (b: number): Condition => ({
        ...takeOne("x"),
        counters: [
          { state: "stock", id: "a", amount: 5 },
          { state: "stock", id: "b", amount: b },
        ],
      });
      expect(await store.commit(aCommit({ condition: both(2) }))).toMatchObject({ met: false });
      expect(await store.commit(aCommit({ condition: both(1) }))).toMatchObject({ met: true });
    });

    test("a commit without a condition says nothing about one", async () => {
      const { store } = await openStore();
      expect(await store.commit(aCommit({}))).toEqual({ outcome: "committed", events: [], met: undefined });
    });

    test("a refused commit decides nothing", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [add("a", 1), set("b", 1)] }));
      const reads = [{ state: "things", id: "b", version: 0 }];
      expect((await store.commit(aCommit({ reads, condition: takeOne("x") }))).outcome).toBe("conflict");
      expect(await counterOf(store, "a")).toBe(1);
      expect(await valueOf(store, "x")).toBeUndefined();
    });

    test("a thousand that want one of three hundred at once: three hundred get one, none goes below zero", async () => {
      const { store, replica } = await openStore();
      await store.commit(aCommit({ writes: [add("a", 300)] }));
      const results = await Promise.all(
        Array.from({ length: 1_000 }, (_, at) =>
          (at % 2 ? store : replica).commit(aCommit({ mark: done(`order-${at}`), condition: takeOne(`order-${at}`) })),
        ),
      );
      const met = results.filter((result) => result.outcome === "committed" && result.met);
      expect(results.every(({ outcome }) => outcome === "committed")).toBe(true);
      expect(met).toHaveLength(300);
      expect(await counterOf(store, "a")).toBe(0);
      const stored = await store.records(
        "things",
        Array.from({ length: 1_000 }, (_, at) => `order-${at}`),
      );
      expect(stored.filter(({ value }) => value === "taken")).toHaveLength(300);
      expect((await store.tally()).committed).toMatchObject({ Taken: { count: 300 }, Refused: { count: 700 } });
    });
  });
