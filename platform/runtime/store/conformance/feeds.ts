// Feeds: append-only, bounded lists that any replica can follow.
import { describe, expect, test } from "vitest";
import { aCommit } from "../../testing/an-event.ts";
import { FOLLOWED_AT_ONCE, type Store, type Write } from "../port.ts";
import { LONGER, type OpenStore, WHILE } from "./harness.ts";

const append = (value: unknown, feed = "all", keep = 100, keepFor?: number): Write => ({
  kind: "append",
  state: "feeds",
  feed,
  value,
  keep,
  keepFor,
});
const appendAll = (store: Store, ...writes: Write[]) => store.commit(aCommit({ writes }));
const read = async (store: Store, range: Partial<Parameters<Store["feed"]>[2]> = {}): Promise<unknown[]> =>
  (await store.feed("feeds", "all", { limit: 1_000, ...range })).map(({ value }) => value);

export const feeds = (openStore: OpenStore) =>
  describe("feeds", () => {
    test("a feed that nobody wrote to is empty", async () => {
      const { store } = await openStore();
      expect(await store.feed("feeds", "all", { limit: 10 })).toEqual([]);
    });

    test("entries come in the order in which they were appended, with cursors from 1", async () => {
      const { store, replica } = await openStore();
      await appendAll(store, append("a"), append("b"));
      await appendAll(replica, append("c"));
      expect(await store.feed("feeds", "all", { limit: 10 })).toEqual([
        { cursor: 1, value: "a" },
        { cursor: 2, value: "b" },
        { cursor: 3, value: "c" },
      ]);
    });

    test("reading goes on after a cursor, so many at a time", async () => {
      const { store } = await openStore();
      await appendAll(store, ...["a", "b", "c", "d"].map((value) => append(value)));
      expect(await read(store, { after: 1, limit: 2 })).toEqual(["b", "c"]);
      expect(await read(store, { after: 4 })).toEqual([]);
      expect(await read(store, { after: 99 })).toEqual([]);
    });

    test("the newest can be read first", async () => {
      const { store } = await openStore();
      await appendAll(store, ...["a", "b", "c", "d"].map((value) => append(value)));
      expect(await read(store, { reverse: true, limit: 3 })).toEqual(["d", "c", "b"]);
      expect(await read(store, { reverse: true, after: 2 })).toEqual(["d", "c"]);
      expect(await read(store, { reverse: true, after: 4 })).toEqual([]);
    });

    test("a bounded feed keeps the newest entries and hardly more, and their cursors go on", async () => {
      const keep = 20;
      const { store } = await openStore();
      for (let at = 1; at <= 60; at++) await appendAll(store, append(at, "all", keep));
      const kept = await store.feed("feeds", "all", { limit: 1_000 });
      expect(kept.slice(-keep).map(({ value }) => value)).toEqual(Array.from({ length: keep }, (_, at) => 41 + at));
      expect(kept.every(({ cursor, value }) => cursor === value)).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(keep * 1.25);
      expect(await read(store, { after: 3, limit: 1 })).toEqual([kept[0]?.value]);
    });

    test("feeds and states do not see each other's entries", async () => {
      const { store } = await openStore();
      await appendAll(store, append("a"), append("b", "other"));
      expect(await read(store)).toEqual(["a"]);
      expect(await store.feed("elsewhere", "all", { limit: 10 })).toEqual([]);
    });

    test("following answers at once when there are entries after the cursor", async () => {
      const { store } = await openStore();
      await appendAll(store, append("a"), append("b"));
      expect(await store.follow("feeds", "all", 1, 60_000)).toEqual([{ cursor: 2, value: "b" }]);
    });

    test("whoever follows hears of a commit of any replica, and hears all of it", async () => {
      const { store, replica, pass } = await openStore();
      const following = Promise.all([store, replica, store].map((each) => each.follow("feeds", "all", 0, 60_000)));
      const other = store.follow("feeds", "other", 0, WHILE);
      await pass(0);
      await appendAll(replica, append("a"), append("b"));
      const expected = [
        { cursor: 1, value: "a" },
        { cursor: 2, value: "b" },
      ];
      expect(await following).toEqual([expected, expected, expected]);
      await pass(LONGER);
      expect(await other).toEqual([]);
    });

    test("whoever follows from far behind gets the oldest first, a part at a time, and misses none", async () => {
      const { store } = await openStore();
      const values = Array.from({ length: FOLLOWED_AT_ONCE * 2 + 1 }, (_, at) => `entry ${at}`);
      await appendAll(store, ...values.map((value) => append(value, "all", 10_000)));
      const followed: unknown[] = [];
      const parts: number[] = [];
      for (let cursor = 0; followed.length < values.length; ) {
        const part = await store.follow("feeds", "all", cursor, 60_000);
        followed.push(...part.map(({ value }) => value));
        parts.push(part.length);
        cursor = part.at(-1)?.cursor ?? cursor;
      }
      expect(followed).toEqual(values);
      expect(parts).toEqual([FOLLOWED_AT_ONCE, FOLLOWED_AT_ONCE, 1]);
    });

    test("following ends with nothing when the time is over", async () => {
      const { store, pass } = await openStore();
      let hasEnded = false;
      const following = store.follow("feeds", "all", 0, WHILE).finally(() => {
        hasEnded = true;
      });
      await pass(WHILE / 4);
      expect(hasEnded).toBe(false);
      await pass(LONGER);
      expect(await following).toEqual([]);
    });

    test("a feed with a time to live may be gone when nothing was appended for so long", async () => {
      const { store, pass } = await openStore();
      await appendAll(store, append("a", "short", 10, WHILE), append("b", "ever"));
      await pass(LONGER);
      await appendAll(store, append("c", "next", 10, WHILE));
      expect(await store.feed("feeds", "short", { limit: 10 })).toEqual([]);
      expect(await store.feed("feeds", "ever", { limit: 10 })).toHaveLength(1);
    });
  });
