// The outbox: what is committed stays there until a broker has taken it.
import { describe, expect, test } from "vitest";
import { aCommit, anEvent } from "../../testing/an-event.ts";
import type { Store } from "../port.ts";
import { LONGER, type OpenStore, WHILE } from "./harness.ts";

const taken = async (store: Store, limit = 10, claim = 0): Promise<string[]> =>
  (await store.takeOutbox(limit, claim)).map(({ id }) => id);

export const outbox = (openStore: OpenStore) =>
  describe("the outbox", () => {
    test("gives out the oldest first, as they were committed", async () => {
      const { store, replica } = await openStore();
      const events = [anEvent(), anEvent("Other", { subject: "ä", data: { nested: [1, { two: null }] } }), anEvent()];
      for (const event of events) await store.commit(aCommit({ events: [event] }));
      expect(await replica.takeOutbox(2, 0)).toEqual(events.slice(0, 2));
      expect(await replica.takeOutbox(10, 0)).toEqual(events);
    });

    test("what is claimed at its commit belongs to that replica until the claim runs out", async () => {
      const { store, replica, pass } = await openStore();
      const event = anEvent();
      await store.commit(aCommit({ events: [event], claim: WHILE }));
      expect(await taken(replica)).toEqual([]);
      await pass(LONGER);
      expect(await taken(replica)).toEqual([event.id]);
    });

    test("what has waited longest goes before what a replay has put back", async () => {
      const { store, pass } = await openStore();
      const [before, left] = [anEvent(), anEvent()];
      await store.commit(aCommit({ events: [before] }));
      await store.published([before.id]);
      await store.commit(aCommit({ events: [left], claim: WHILE }));
      await pass(LONGER);
      await store.replay({});
      expect(await taken(store, 1)).toEqual([left.id]);
      expect((await taken(store)).toSorted()).toEqual([before.id, left.id].toSorted());
    });

    test("the branch of a condition is claimed too", async () => {
      const { store } = await openStore();
      const condition = {
        counters: [],
        met: { writes: [], events: [anEvent()] },
        otherwise: { writes: [], events: [] },
      };
      await store.commit(aCommit({ condition, claim: WHILE }));
      expect(await taken(store)).toEqual([]);
    });

    test("what is taken is claimed, so that two replicas do not publish the same", async () => {
      const { store, replica, pass } = await openStore();
      const events = [anEvent(), anEvent(), anEvent()];
      await store.commit(aCommit({ events }));
      const [first, second] = await Promise.all([taken(store, 2, WHILE), taken(replica, 2, WHILE)]);
      expect([...first, ...second].toSorted()).toEqual(events.map(({ id }) => id).toSorted());
      expect(await taken(replica)).toEqual([]);
      await pass(LONGER);
      expect(await taken(replica)).toHaveLength(3);
    });

    test("a claim that is renewed lasts, and what is published meanwhile is claimed no more", async () => {
      const { store, replica, pass } = await openStore();
      const [held, left, gone] = [anEvent(), anEvent(), anEvent()];
      await store.commit(aCommit({ events: [held, left, gone], claim: WHILE }));
      await pass(WHILE / 2);
      await store.published([gone.id]);
      await store.renewClaims([held.id, gone.id, "never-there"], WHILE + LONGER);
      await store.renewClaims([], WHILE);
      await pass(LONGER);
      expect(await taken(replica, 10, WHILE * 10)).toEqual([left.id]);
      await pass(WHILE + LONGER);
      expect(await taken(replica)).toEqual([held.id]);
    });

    test("what is published is gone from it, and nothing else", async () => {
      const { store } = await openStore();
      const [first, second] = [anEvent(), anEvent()];
      await store.commit(aCommit({ events: [first, second] }));
      await store.published([first.id]);
      await store.published([first.id, "never-there"]);
      await store.published([]);
      expect(await taken(store)).toEqual([second.id]);
      expect(await store.tally()).toMatchObject({ outbox: 1, journal: 1 });
    });

    test("says since when the oldest waits", async () => {
      const { store, pass } = await openStore();
      expect(await store.tally()).toMatchObject({ outbox: 0, oldestOutbox: undefined });
      const [first, second] = [anEvent(), anEvent()];
      const before = store.now();
      await store.commit(aCommit({ events: [first] }));
      await pass(50);
      await store.commit(aCommit({ events: [second] }));
      const { oldestOutbox: oldest = 0 } = await store.tally();
      expect(oldest).toBeGreaterThanOrEqual(before);
      expect(oldest).toBeLessThan(before + 50);
      await store.published([first.id]);
      expect((await store.tally()).oldestOutbox).toBeGreaterThanOrEqual(before + 50);
    });
  });
