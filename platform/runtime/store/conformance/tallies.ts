// The tally: the numbers by which publishers and consumers find out what a broker has lost.
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../../declare/duration.ts";
import { aCommit, anEvent } from "../../testing/an-event.ts";
import { type Mark, MINUTES_KEPT, type Parked, type Store } from "../port.ts";
import { LONGER, type OpenStore, WHILE } from "./harness.ts";

const markAs = (store: Store, eventId: string, standing: Mark["standing"], topic = "Created") =>
  store.commit(aCommit({ mark: { eventId, topic, standing } }));
const parked = (store: Store, id: string): Parked => ({
  event: anEvent("Created", { id }),
  attempts: 1,
  dueAt: store.now(),
  firstFailedAt: store.now(),
  reason: "It failed.",
});

export const tallies = (openStore: OpenStore) =>
  describe("the tally", () => {
    test("of an empty store counts nothing", async () => {
      const { store } = await openStore();
      expect(await store.tally()).toEqual({
        outbox: 0,
        oldestOutbox: undefined,
        parked: 0,
        dead: 0,
        journal: 0,
        committed: {},
        seen: {},
      });
    });

    test("counts every committed event of a topic once, also those of a condition's branch", async () => {
      const { store, replica } = await openStore();
      const [first, second] = [anEvent("Created"), anEvent("Created")];
      const condition = {
        counters: [{ state: "stock", id: "none", amount: 1 }],
        met: { writes: [], events: [anEvent("Met")] },
        otherwise: { writes: [], events: [second, anEvent("Otherwise")] },
      };
      await store.commit(aCommit({ events: [first], condition }));
      expect((await replica.tally()).committed).toEqual({
        Created: { count: 2, forgotten: 0 },
        Otherwise: { count: 1, forgotten: 0 },
      });
      await store.published([first.id, second.id]);
      await store.replay({});
      await store.published([first.id, second.id]);
      expect((await replica.tally()).committed["Created"]).toEqual({ count: 2, forgotten: 0 });
    });

    test("counts what the journal has forgotten", async () => {
      const { store, pass } = await openStore({ journalKept: WHILE });
      const [old, fresh] = [anEvent("Created"), anEvent("Created")];
      await store.commit(aCommit({ events: [old] }));
      await store.published([old.id]);
      await pass(LONGER);
      await store.commit(aCommit({ events: [fresh] }));
      await store.published([fresh.id]);
      expect(await store.tally()).toMatchObject({ journal: 1, committed: { Created: { count: 2, forgotten: 1 } } });
    });

    test("counts an event as seen once, however often it is parked, given up, revived and done", async () => {
      const { store } = await openStore();
      await markAs(store, "a", parked(store, "a"));
      expect((await store.tally()).seen).toEqual({ Created: 1 });
      await markAs(store, "a", parked(store, "a"));
      await markAs(store, "a", "dead");
      await store.begin("a", "first", WHILE, true);
      await markAs(store, "a", parked(store, "a"));
      await markAs(store, "a", "done");
      await markAs(store, "a", "done");
      expect(await store.tally()).toMatchObject({ seen: { Created: 1 }, parked: 0, dead: 0 });
    });

    test("counts what was seen by topic, and what was only begun not at all", async () => {
      const { store, replica } = await openStore();
      await store.begin("begun", "first", WHILE);
      await markAs(store, "a", "done");
      await markAs(replica, "b", "dead");
      await markAs(store, "c", "done", "Closed");
      expect((await replica.tally()).seen).toEqual({ Created: 2, Closed: 1 });
    });

    test("counts what was committed by the minute of an event's own time, and for a few minutes only", async () => {
      const { store, replica } = await openStore();
      const current = Math.floor(store.now() / MINUTE);
      const inMinute = (minute: number) => anEvent("Created", { time: new Date(minute * MINUTE + 1).toISOString() });
      const events = [current - 1, current - 1, current, current - MINUTES_KEPT - 5].map(inMinute);
      await store.commit(aCommit({ events: [...events, anEvent("Closed", { time: "never" })] }));
      const { committed, seen } = await replica.minutes();
      expect(committed).toHaveLength(2);
      expect(committed).toContainEqual({ minute: current - 1, topic: "Created", count: 2 });
      expect(committed).toContainEqual({ minute: current, topic: "Created", count: 1 });
      expect(seen).toEqual([]);
    });

    test("counts what was seen by minute, each event once", async () => {
      const { store, replica } = await openStore();
      const minute = Math.floor(store.now() / MINUTE) - 1;
      const see = (eventId: string, standing: Mark["standing"], of: number | undefined = minute) =>
        store.commit(aCommit({ mark: { eventId, topic: "Created", minute: of, standing } }));
      await see("a", parked(store, "a"));
      await see("a", "done");
      await see("a", "done");
      await see("b", "dead");
      await store.commit(aCommit({ mark: { eventId: "c", topic: "Created", standing: "done" } }));
      expect(await replica.minutes()).toEqual({ committed: [], seen: [{ minute, topic: "Created", count: 2 }] });
      expect((await replica.tally()).seen).toEqual({ Created: 3 });
    });

    test("a refused commit counts nothing", async () => {
      const { store } = await openStore();
      const reads = [{ state: "things", id: "a", version: 99 }];
      const mark = { eventId: "a", topic: "Created", standing: "done" } as const;
      await store.commit(aCommit({ reads, mark, events: [anEvent("Created")] }));
      expect(await store.tally()).toMatchObject({ committed: {}, seen: {}, outbox: 0 });
    });
  });
