// The inbox: which events a consumer has in hand, has done, or has given up.
import { describe, expect, test } from "vitest";
import { aCommit, add, anEvent } from "../../testing/an-event.ts";
import type { Mark, Store } from "../port.ts";
import { LONGER, type OpenStore, WHILE } from "./harness.ts";

const mark = (standing: Mark["standing"], eventId = "event"): Mark => ({ eventId, topic: "ThingHappened", standing });
const markAs = (store: Store, standing: Mark["standing"], eventId?: string) =>
  store.commit(aCommit({ mark: mark(standing, eventId) }));

export const inbox = (openStore: OpenStore) =>
  describe("the inbox", () => {
    test("a new event is held by whoever begins first, for every replica", async () => {
      const { store, replica } = await openStore();
      expect(await store.begin("event", "first", WHILE)).toBe("new");
      expect(await replica.begin("event", "second", WHILE)).toBe("held");
      expect(await store.begin("event", "first", WHILE)).toBe("held");
      expect(await store.begin("another", "second", WHILE)).toBe("new");
    });

    test("of many that begin at once, one holds it", async () => {
      const { store, replica } = await openStore();
      const standings = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? store : replica).begin("event", `holder-${at}`, WHILE)),
      );
      expect(standings.filter((standing) => standing === "new")).toHaveLength(1);
      expect(standings.filter((standing) => standing === "held")).toHaveLength(19);
    });

    test("a commit for a new event needs no lease, and is refused when the event stands anywhere", async () => {
      const { store, replica } = await openStore();
      const asNew = (eventId: string) =>
        store.commit(aCommit({ mark: { ...mark("done", eventId), isNew: true }, writes: [add("kilos", 1)] }));
      expect(await asNew("event")).toMatchObject({ outcome: "committed" });
      expect(await asNew("event")).toEqual({ outcome: "duplicate" });
      await replica.begin("in-hand", "another", WHILE);
      expect(await asNew("in-hand")).toEqual({ outcome: "held" });
      await markAs(replica, "dead", "given-up");
      expect(await asNew("given-up")).toEqual({ outcome: "duplicate" });
      expect(await replica.begin("given-up", "another", WHILE, true)).toBe("new");
      expect(await asNew("given-up")).toEqual({ outcome: "held" });
      const event = anEvent("ThingHappened", { id: "failed" });
      await markAs(replica, { event, attempts: 1, reason: "", firstFailedAt: 1, dueAt: 1 }, "failed");
      expect(await asNew("failed")).toEqual({ outcome: "duplicate" });
      expect(await store.counters("stock", ["kilos"])).toEqual([1]);
      expect(await store.tally()).toMatchObject({ parked: 1, dead: 1, seen: { ThingHappened: 3 } });
    });

    test("a lease that has run out lets another begin", async () => {
      const { store, replica, pass } = await openStore();
      await store.begin("event", "first", WHILE);
      await pass(LONGER);
      expect(await replica.begin("event", "second", WHILE)).toBe("new");
      expect(await store.begin("event", "first", WHILE)).toBe("held");
    });

    test("renewing makes a lease last, for its holder only", async () => {
      const { store, replica, pass } = await openStore();
      await store.begin("mine", "first", WHILE);
      await store.begin("lost", "first", WHILE);
      await pass(WHILE / 2);
      await store.renew(["mine", "never-held"], "first", WHILE);
      await replica.renew(["lost"], "second", WHILE);
      await pass(WHILE / 2 + 50);
      expect(await replica.begin("mine", "second", WHILE)).toBe("held");
      expect(await replica.begin("lost", "second", WHILE)).toBe("new");
      expect(await store.begin("never-held", "first", WHILE)).toBe("new");
      await store.renew([], "first", WHILE);
    });

    test("what is released can be begun at once, when its holder releases it", async () => {
      const { store, replica } = await openStore();
      await store.begin("event", "first", WHILE);
      await replica.release("event", "second");
      expect(await replica.begin("event", "second", WHILE)).toBe("held");
      await store.release("event", "first");
      expect(await replica.begin("event", "second", WHILE)).toBe("new");
      await store.release("never-held", "first");
    });

    test("a done event stays done, also when it was in hand, and for whoever lost its lease", async () => {
      const { store, replica, pass } = await openStore();
      await store.begin("event", "first", WHILE);
      await pass(LONGER);
      await replica.begin("event", "second", WHILE);
      await markAs(replica, "done");
      expect(await store.begin("event", "third", WHILE)).toBe("done");
      expect(await markAs(store, "done")).toEqual({ outcome: "duplicate" });
      expect(await markAs(store, "dead")).toEqual({ outcome: "duplicate" });
    });

    test("an event that was given up is dead, and only a revival begins it", async () => {
      const { store, replica } = await openStore();
      await store.begin("event", "first", WHILE);
      await markAs(store, "dead");
      expect(await replica.begin("event", "second", WHILE)).toBe("dead");
      expect(await store.begin("event", "first", WHILE, true)).toBe("new");
      expect(await replica.begin("event", "second", WHILE, true)).toBe("held");
      expect(await replica.begin("event", "second", WHILE)).toBe("held");
    });

    test("a revival whose replica dies leaves the event dead, to be revived again", async () => {
      const { store, pass } = await openStore();
      await markAs(store, "dead");
      await store.begin("event", "first", WHILE, true);
      await pass(LONGER);
      expect(await store.begin("event", "second", WHILE)).toBe("dead");
      expect(await store.begin("event", "second", WHILE, true)).toBe("new");
    });

    test("a revived event can be done, and is no dead one any more", async () => {
      const { store } = await openStore();
      await markAs(store, "dead");
      await store.begin("event", "first", WHILE, true);
      await markAs(store, "done");
      expect(await store.begin("event", "second", WHILE, true)).toBe("done");
      expect((await store.tally()).dead).toBe(0);
    });

    test("reviving leaves new and done events as they are", async () => {
      const { store } = await openStore();
      expect(await store.begin("new", "first", WHILE, true)).toBe("new");
      await markAs(store, "done");
      expect(await store.begin("event", "first", WHILE, true)).toBe("done");
    });

    test("a done event is remembered for its time, and may be forgotten afterwards", async () => {
      const { store, pass } = await openStore({ inboxKept: WHILE });
      await markAs(store, "done");
      expect(await store.begin("event", "first", WHILE)).toBe("done");
      await pass(LONGER);
      // A store may forget when it notes the next one.
      await markAs(store, "done", "next");
      expect(await store.begin("event", "first", WHILE)).toBe("new");
      expect(await store.begin("next", "first", WHILE)).toBe("done");
    });
  });
