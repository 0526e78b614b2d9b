import { expect, test } from "vitest";
import { z } from "zod";
import { counter, feed, index, type RecordShape, record, type StateShape } from "../../declare/state.ts";
import type { CounterAccess, FeedAccess, IndexAccess, RecordAccess } from "../../declare/unit-of-work.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { aCommit } from "../testing/an-event.ts";
import { ManualClock } from "../testing/manual-clock.ts";
import { accessTo } from "./access.ts";
import { Staging } from "./staging.ts";

type Text = RecordAccess<string>;
const TEXT = record(z.string());

function opened() {
  const store = new MemoryStore(new ManualClock());
  const staging = new Staging();
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test says which access it expects
  const open = <T>(shape: StateShape) => accessTo("state", shape, store, staging, DEFAULT_LIMITS.kept) as T;
  const commit = () => store.commit(aCommit({ writes: staging.common.writes }));
  return { store, staging, open, commit };
}

test("a record that is not there is undefined, and that it was looked for counts as read", async () => {
  const { staging, open } = opened();
  expect(await open<Text>(TEXT).get("a")).toBeUndefined();
  expect(staging.reads).toEqual([{ state: "state", id: "a", version: 0 }]);
});

test("a unit of work reads its own writes, and those count not as read", async () => {
  const { staging, open } = opened();
  const texts = open<Text>(TEXT);
  texts.set("a", "new");
  texts.delete("b");
  expect(await texts.get("a")).toBe("new");
  expect(await texts.get("b")).toBeUndefined();
  expect(await texts.getMany(["b", "c", "a"])).toEqual([undefined, undefined, "new"]);
  expect(staging.reads).toEqual([{ state: "state", id: "c", version: 0 }]);
});

test("what was read is noted with its version", async () => {
  const { store, staging, open, commit } = opened();
  const texts = open<Text>(TEXT);
  texts.set("a", "old");
  texts.set("b", "old");
  await commit();
  staging.reads.length = 0;
  const later = open<Text>(TEXT);
  expect(await later.getMany(["a", "b"])).toEqual(["old", "old"]);
  const stored = await store.records("state", ["a", "b"]);
  expect(staging.reads.map(({ version }) => version)).toEqual(stored.map(({ version }) => version));
});

test("a first look counts not as read, and sees what this unit of work has written", async () => {
  const { staging, open, commit } = opened();
  open<Text>(TEXT).set("a", "old");
  await commit();
  const texts = open<Text>(TEXT);
  texts.set("b", "new");
  expect(await texts.peekMany(["a", "b", "c"])).toEqual(["old", "new", undefined]);
  expect(staging.reads).toEqual([]);
});

test("nothing is stored before the commit", async () => {
  const { store, open } = opened();
  open<Text>(TEXT).set("a", "new", { keepFor: 5 });
  expect(store.dump("state").records.size).toBe(0);
});

test("values of older schema numbers are brought up to today's, step by step", async () => {
  const { open, commit } = opened();
  open<Text>(TEXT).set("a", "one");
  await commit();
  const today = record(z.object({ words: z.array(z.string()), size: z.int() }), {
    schemaNumber: 3,
    upgrades: {
      1: (old: string) => ({ words: [old] }),
      2: (old: { words: string[] }) => ({ ...old, size: old.words.length }),
    },
  });
  expect(await open<RecordAccess<object>>(today).get("a")).toEqual({ words: ["one"], size: 1 });
  expect(await open<RecordAccess<object>>(today).getMany(["a", "b"])).toEqual([{ words: ["one"], size: 1 }, undefined]);
});

test("what is written carries today's schema number, so that it is not upgraded again", async () => {
  const { store, open, commit } = opened();
  const today: RecordShape<string> = record(z.string(), { schemaNumber: 2, upgrades: { 1: () => "upgraded" } });
  open<Text>(today).set("a", "today's");
  await commit();
  expect((await store.records("state", ["a"]))[0]?.schemaNumber).toBe(2);
  expect(await open<Text>(today).get("a")).toBe("today's");
});

test("an upgrade that is not declared says so", async () => {
  const { open, commit } = opened();
  open<Text>(TEXT).set("a", "one");
  await commit();
  const today = record(z.string(), { schemaNumber: 3, upgrades: { 2: () => "two" } });
  await expect(open<Text>(today).get("a")).rejects.toThrow("No upgrade from schema number 1");
});

test("counters add whole numbers", async () => {
  const { open, commit } = opened();
  const counts = open<CounterAccess>(counter());
  for (const wrong of [0.5, Number.NaN, Infinity, 2 ** 60]) expect(() => counts.add("a", wrong)).toThrow(RangeError);
  counts.add("a", 2);
  counts.add("a", -3);
  await commit();
  expect(await counts.get("a")).toBe(-1);
  expect(await counts.getMany(["b", "a"])).toEqual([0, -1]);
});

test("indexes and feeds keep as many as they declare", async () => {
  const { open, commit, staging } = opened();
  const due = open<IndexAccess>(index({ keep: 2 }));
  for (const [at, member] of ["a", "b", "c", "d"].entries()) due.put("set", member, at);
  due.add("set", "c", 9);
  due.remove("set", "d");
  due.move("set", "d", 99);
  due.move("set", "c", 12);
  const diary = open<FeedAccess<string>>(feed(z.string(), { keep: 1 }));
  for (const text of ["x", "y", "z"]) diary.append("day", text);
  await commit();
  expect(staging.common.writes.every((write) => !("keep" in write) || write.keep <= 2)).toBe(true);
  expect(await due.range("set", { limit: 9 })).toEqual([{ member: "c", score: 12 }]);
  expect(await diary.read("day", { limit: 9 })).toEqual([{ cursor: 3, value: "z" }]);
  expect(await diary.read("day", { limit: 9, reverse: true })).toHaveLength(1);
});
