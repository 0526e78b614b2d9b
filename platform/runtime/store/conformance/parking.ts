// Parked events: those whose handler failed and that wait for their next attempt.
import { describe, expect, test } from "vitest";
import { aCommit, anEvent } from "../../testing/an-event.ts";
import type { Parked, Store } from "../port.ts";
import { LONGER, type OpenStore, WHILE } from "./harness.ts";

const parked = (store: Store, id: string, wait: number, more: Partial<Parked> = {}): Parked => ({
  event: anEvent("ThingHappened", { id }),
  attempts: 1,
  dueAt: store.now() + wait,
  firstFailedAt: store.now(),
  reason: "It failed.",
  ...more,
});
const park = (store: Store, parkedEvent: Parked) =>
  store.commit(
    aCommit({ mark: { eventId: parkedEvent.event.id, topic: parkedEvent.event.type, standing: parkedEvent } }),
  );
const done = (store: Store, eventId: string) =>
  store.commit(aCommit({ mark: { eventId, topic: "ThingHappened", standing: "done" } }));
const taken = async (store: Store, limit = 10): Promise<string[]> =>
  (await store.takeParked(limit, WHILE)).map(({ event }) => event.id);

export const parking = (openStore: OpenStore) =>
  describe("parked events", () => {
    test("are given out when they are due, as they were parked", async () => {
      const { store, replica, pass } = await openStore();
      const entry = parked(store, "a", WHILE, { attempts: 3, reason: "Three times now." });
      await store.begin("a", "first", LONGER * 9);
      await park(store, entry);
      expect(await replica.takeParked(10, WHILE)).toEqual([]);
      await pass(LONGER);
      expect(await replica.takeParked(10, WHILE)).toEqual([entry]);
    });

    test("are not begun again by a delivery, nor by a revival", async () => {
      const { store } = await openStore();
      await park(store, parked(store, "a", WHILE));
      expect(await store.begin("a", "first", WHILE)).toBe("parked");
      expect(await store.begin("a", "first", WHILE, true)).toBe("parked");
    });

    test("go to one replica at a time, so many at once", async () => {
      const { store, replica } = await openStore();
      for (const id of ["a", "b", "c"]) await park(store, parked(store, id, 0));
      const [first, second] = await Promise.all([taken(store, 2), taken(replica, 2)]);
      expect([...first, ...second].toSorted()).toEqual(["a", "b", "c"]);
      expect(first.length).toBeLessThanOrEqual(2);
      expect(await taken(store)).toEqual([]);
    });

    test("are given out again when whoever took them has died, and not while the lease is renewed", async () => {
      const { store, replica, pass } = await openStore();
      await park(store, parked(store, "renewed", 0));
      await park(store, parked(store, "abandoned", 0));
      await taken(store);
      await pass(WHILE / 2);
      await store.renew(["renewed"], "first", WHILE);
      await pass(WHILE / 2 + 50);
      expect(await taken(replica)).toEqual(["abandoned"]);
    });

    test("that are done are not given out any more", async () => {
      const { store, pass } = await openStore();
      await park(store, parked(store, "a", 0));
      await taken(store);
      await done(store, "a");
      await pass(LONGER);
      expect(await taken(store)).toEqual([]);
      expect((await store.tally()).parked).toBe(0);
      expect(await store.begin("a", "first", WHILE)).toBe("done");
    });

    test("that fail again wait again, with the newer attempt", async () => {
      const { store, pass } = await openStore();
      await park(store, parked(store, "a", 0));
      await taken(store);
      const again = parked(store, "a", WHILE, { attempts: 2 });
      await park(store, again);
      expect((await store.tally()).parked).toBe(1);
      await pass(LONGER);
      expect(await store.takeParked(10, WHILE)).toEqual([again]);
    });

    test("that are given up are dead", async () => {
      const { store, pass } = await openStore();
      await park(store, parked(store, "a", 0));
      await store.commit(aCommit({ mark: { eventId: "a", topic: "ThingHappened", standing: "dead" } }));
      await pass(LONGER);
      expect(await taken(store)).toEqual([]);
      expect(await store.begin("a", "first", WHILE)).toBe("dead");
      expect(await store.tally()).toMatchObject({ parked: 0, dead: 1 });
    });

    test("that were revived and failed once more are parked, not dead", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ mark: { eventId: "a", topic: "ThingHappened", standing: "dead" } }));
      await store.begin("a", "first", WHILE, true);
      await park(store, parked(store, "a", 0));
      expect(await store.tally()).toMatchObject({ parked: 1, dead: 0 });
      expect(await taken(store)).toEqual(["a"]);
    });
  });
