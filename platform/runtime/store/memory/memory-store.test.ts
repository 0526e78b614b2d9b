import { expect, test } from "vitest";
import { aCommit, anEvent, set } from "../../testing/an-event.ts";
import { ManualClock } from "../../testing/manual-clock.ts";
import { type StoreOptions, type StoreUnderTest, storeConformance } from "../conformance.ts";
import { MemoryStore } from "./memory-store.ts";
import { DEFAULT_MEMORY_OPTIONS, type MemoryOptions } from "./options.ts";

function openStore({ inboxKept, journalKept }: StoreOptions = {}): StoreUnderTest {
  const { inbox, journal } = DEFAULT_MEMORY_OPTIONS;
  const clock = new ManualClock();
  const store = new MemoryStore(clock, {
    freeze: true,
    inbox: { ...inbox, keepFor: inboxKept ?? inbox.keepFor },
    journal: { ...journal, keepFor: journalKept ?? journal.keepFor },
  });
  return { store, replica: store, pass: (duration) => clock.pass(duration) };
}
storeConformance("the memory store", openStore);

const small = (options: Partial<MemoryOptions>) => new MemoryStore(new ManualClock(), options);
const done = (eventId: string) => ({ eventId, topic: "ThingHappened", standing: "done" }) as const;

test("of the records that may be forgotten the newest are kept, and all others", async () => {
  const store = small({ finished: 2 });
  await store.commit(aCommit({ writes: [set("ever", 0)] }));
  for (const id of ["a", "b", "a", "c"]) await store.commit(aCommit({ writes: [set(id, id, 1_000)] }));
  const stored = await store.records("things", ["ever", "a", "b", "c"]);
  expect(stored.map(({ value }) => value)).toEqual([0, "a", undefined, "c"]);
});

test("of the handled events the newest are remembered", async () => {
  const store = small({ inbox: { keepFor: 60_000, atMost: 2 } });
  for (const id of ["a", "b", "c"]) await store.commit(aCommit({ mark: done(id) }));
  expect(await store.begin("a", "me", 100)).toBe("new");
  expect(await store.begin("b", "me", 100)).toBe("done");
});

test("of the published events the newest can be replayed, and the others are counted as forgotten", async () => {
  const store = small({ journal: { keepFor: 60_000, atMost: 2 } });
  const events = ["a", "b", "c"].map((id) => anEvent("Created", { id }));
  await store.commit(aCommit({ events }));
  await store.published(events.map(({ id }) => id));
  expect(await store.tally()).toMatchObject({ journal: 2, committed: { Created: { count: 3, forgotten: 1 } } });
  await store.replay({});
  expect((await store.takeOutbox(10, 0)).map(({ id }) => id)).toEqual(["b", "c"]);
});

test("changing a stored value in place is found out", async () => {
  const { store } = openStore();
  const value = { list: [{ count: 1 }] };
  await store.commit(aCommit({ writes: [set("a", value)] }));
  expect(() => Object.assign(value.list[0] as object, { count: 2 })).toThrow(TypeError);
});

test("whoever stops waiting leaves nothing behind", async () => {
  const clock = new ManualClock();
  const store = new MemoryStore(clock);
  const following = store.follow("feeds", "all", 0, 1_000);
  await clock.pass(1_000);
  expect(await following).toEqual([]);
  await store.commit(
    aCommit({ writes: [{ kind: "append", state: "feeds", feed: "all", value: 1, keep: 9, keepFor: undefined }] }),
  );
  expect(await store.follow("feeds", "all", 0, 1_000)).toHaveLength(1);
});

test("everything of a state can be listed", async () => {
  const store = small({});
  await store.commit(
    aCommit({ writes: [set("a", 1), set("b", 2), { kind: "add", state: "stock", id: "x", amount: 3 }] }),
  );
  expect(store.dump("things").records).toEqual(
    new Map([
      ["a", 1],
      ["b", 2],
    ]),
  );
  expect(store.dump("stock").counters).toEqual(new Map([["x", 3]]));
});
