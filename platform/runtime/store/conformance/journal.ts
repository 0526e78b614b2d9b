// The journal: what was published can be published again, with the same ids.
import { describe, expect, test } from "vitest";
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { aCommit, anEvent } from "../../testing/an-event.ts";
import type { Store } from "../port.ts";
import { LONGER, type OpenStore, WHILE } from "./harness.ts";

async function publish(store: Store, ...events: CloudEvent[]): Promise<void> {
  await store.commit(aCommit({ events }));
  await store.published(events.map(({ id }) => id));
}
const waiting = async (store: Store): Promise<string[]> => (await store.takeOutbox(100, 0)).map(({ id }) => id);
const of = (id: string, type: string, subject: string) => anEvent(type, { id, subject });

async function withThree(openStore: OpenStore) {
  const opened = await openStore();
  const [a, b, c] = [of("a", "Created", "one"), of("b", "Closed", "one"), of("c", "Created", "two")];
  await publish(opened.store, a, b, c);
  return { ...opened, a, b, c };
}

export const journal = (openStore: OpenStore) =>
  describe("the journal", () => {
    test("a replay of all puts all back into the outbox, as they were, for anybody to publish", async () => {
      const { store, replica, a, b, c } = await withThree(openStore);
      expect(await replica.replay({})).toBe(3);
      expect((await store.takeOutbox(10, 0)).toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([a, b, c]);
      expect(await store.tally()).toMatchObject({ outbox: 3, journal: 0 });
    });

    test("a replay takes what is about one thing", async () => {
      const { store } = await withThree(openStore);
      expect(await store.replay({ subject: "one" })).toBe(2);
      expect((await waiting(store)).toSorted()).toEqual(["a", "b"]);
      expect(await store.replay({ subject: "nobody" })).toBe(0);
    });

    test("a replay takes what is of one topic, and both together", async () => {
      const { store } = await withThree(openStore);
      expect(await store.replay({ topic: "Closed", subject: "two" })).toBe(0);
      expect(await store.replay({ topic: "Created", subject: "two" })).toBe(1);
      expect(await waiting(store)).toEqual(["c"]);
      expect(await store.replay({ topic: "Created" })).toBe(1);
      expect((await waiting(store)).toSorted()).toEqual(["a", "c"]);
    });

    test("a replay takes what was committed since a time", async () => {
      const { store, pass } = await openStore();
      await publish(store, of("old", "Created", "one"));
      await pass(50);
      const since = store.now();
      await publish(store, of("new", "Created", "one"));
      expect(await store.replay({ since, topic: "Created", subject: "one" })).toBe(1);
      expect(await waiting(store)).toEqual(["new"]);
    });

    test("what waits to be published is not replayed a second time", async () => {
      const { store } = await withThree(openStore);
      await store.replay({});
      expect(await store.replay({})).toBe(0);
      expect(await waiting(store)).toHaveLength(3);
    });

    test("what was replayed and published can be replayed again", async () => {
      const { store } = await withThree(openStore);
      await store.replay({ subject: "one" });
      await store.published(["a", "b"]);
      expect(await waiting(store)).toEqual([]);
      expect(await store.replay({ subject: "one" })).toBe(2);
    });

    test("what was never published is not in it", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ events: [anEvent()], claim: WHILE }));
      expect(await store.replay({})).toBe(0);
      expect(await store.takeOutbox(10, 0)).toEqual([]);
    });

    test("an event is kept for its time and may be forgotten afterwards", async () => {
      const { store, pass } = await openStore({ journalKept: WHILE });
      await publish(store, of("old", "Created", "one"));
      await pass(LONGER);
      // A store may forget when it journals the next one.
      await publish(store, of("new", "Created", "one"));
      expect(await store.replay({ subject: "one" })).toBe(1);
      expect(await waiting(store)).toEqual(["new"]);
    });

    test("an event is kept for its time from its first publication on, however long it has waited for that", async () => {
      const { store, pass } = await openStore({ journalKept: WHILE });
      await store.commit(aCommit({ events: [of("late", "Created", "one")] }));
      await pass(LONGER);
      await store.published(["late"]);
      expect(await store.replay({ subject: "one" })).toBe(1);
      await pass(LONGER);
      await store.published(["late"]);
      expect(await store.replay({ subject: "one" })).toBe(0);
    });

    test("events stand in the order of their commits, in whatever order and however late they are published", async () => {
      const { store, pass } = await openStore({ journalKept: WHILE });
      for (const id of ["first", "second"]) await store.commit(aCommit({ events: [of(id, "Created", "one")] }));
      await pass(LONGER);
      await store.published(["second"]);
      await store.published(["first"]);
      const { entries } = await store.journal({ limit: 10 });
      expect(entries.map(({ id }) => id)).toEqual(["first", "second"]);
    });

    test("an event of the outbox is not forgotten, however long it waits", async () => {
      const { store, pass } = await openStore({ journalKept: WHILE });
      await store.commit(aCommit({ events: [of("waits", "Created", "one")] }));
      await pass(LONGER);
      await publish(store, of("new", "Created", "two"));
      expect(await waiting(store)).toEqual(["waits"]);
    });
  });
