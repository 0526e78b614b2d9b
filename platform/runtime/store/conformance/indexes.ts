// Indexes: sets of members with scores, for due sets and lists by date.
import { describe, expect, test } from "vitest";
import { aCommit } from "../../testing/an-event.ts";
import type { Store, Write } from "../port.ts";
import { LONGER, type OpenStore, WHILE } from "./harness.ts";

const EVER = Number.POSITIVE_INFINITY;
const put = (member: string, score: number, keep = EVER, inSet = "due"): Write => ({
  kind: "put",
  state: "index",
  set: inSet,
  member,
  score,
  keep,
});
const increase = (member: string, amount: number, keep = EVER): Write => ({
  kind: "increase",
  state: "index",
  set: "due",
  member,
  amount,
  keep,
});
const move = (member: string, score: number): Write => ({ kind: "move", state: "index", set: "due", member, score });
const remove = (member: string): Write => ({ kind: "remove", state: "index", set: "due", member });

const letters = async (store: Store, range: Partial<Parameters<Store["range"]>[2]> = {}): Promise<string> =>
  (await store.range("index", "due", { limit: 100, ...range })).map(({ member }) => member).join("");

async function filled(openStore: OpenStore, ...writes: Write[]): Promise<Store> {
  const { store } = await openStore();
  await store.commit(aCommit({ writes }));
  return store;
}

export const indexes = (openStore: OpenStore) =>
  describe("indexes", () => {
    test("a set that may be forgotten is forgotten as a whole when nothing is put into it for so long", async () => {
      const { store, pass } = await openStore();
      const kept = { ...put("a", 1), keepFor: WHILE } as Write;
      await store.commit(aCommit({ writes: [kept, put("b", 2, EVER, "kept")] }));
      expect(await letters(store)).toBe("a");
      await pass(LONGER);
      await store.commit(aCommit({ writes: [{ ...put("c", 1, EVER, "other"), keepFor: WHILE } as Write] }));
      expect(await letters(store)).toBe("");
      expect(await store.range("index", "kept", { limit: 10 })).toHaveLength(1);
    });

    test("a set that was never written is empty", async () => {
      const { store } = await openStore();
      expect(await store.range("index", "due", { limit: 10 })).toEqual([]);
    });

    test("members come by score, those with the same score by name, and the other way round", async () => {
      const store = await filled(openStore, put("c", 1), put("b", 2), put("a", 2), put("d", -3));
      expect(await store.range("index", "due", { limit: 2 })).toEqual([
        { member: "d", score: -3 },
        { member: "c", score: 1 },
      ]);
      expect(await letters(store)).toBe("dcab");
      expect(await letters(store, { reverse: true })).toBe("bacd");
    });

    test("a range holds both of its ends", async () => {
      const store = await filled(openStore, put("a", 1), put("b", 2), put("c", 3), put("d", 4));
      expect(await letters(store, { min: 2, max: 3 })).toBe("bc");
      expect(await letters(store, { min: 2, max: 3, reverse: true })).toBe("cb");
      expect(await letters(store, { min: 3 })).toBe("cd");
      expect(await letters(store, { max: 0 })).toBe("");
      expect(await letters(store, { limit: 0 })).toBe("");
    });

    test("pages follow each other without gap or overlap, both ways, also across equal scores", async () => {
      const store = await filled(
        openStore,
        ...["a", "b", "c", "d", "e", "f", "g"].map((member, at) => put(member, Math.floor(at / 3))),
      );
      for (const reverse of [false, true]) {
        let all = await letters(store, { limit: 2, reverse });
        for (let page = 1; page < 5; page++)
          all += await letters(store, { limit: 2, reverse, after: all.at(-1) ?? "" });
        expect(all).toBe(reverse ? "gfedcba" : "abcdefg");
      }
    });

    test("a page also keeps to its range", async () => {
      const store = await filled(openStore, put("a", 1), put("b", 2), put("c", 3), put("d", 4));
      expect(await letters(store, { after: "a", max: 3, limit: 10 })).toBe("bc");
    });

    test("putting a member again moves it", async () => {
      const store = await filled(openStore, put("a", 1), put("b", 2));
      await store.commit(aCommit({ writes: [put("a", 3)] }));
      expect(await store.range("index", "due", { limit: 10 })).toEqual([
        { member: "b", score: 2 },
        { member: "a", score: 3 },
      ]);
    });

    test("moving changes the score of a member that is there, and brings none back", async () => {
      const store = await filled(openStore, move("a", 1), put("a", 1), put("b", 2), put("c", 3), remove("b"));
      await store.commit(aCommit({ writes: [move("a", 4), move("b", 5)] }));
      expect(await store.range("index", "due", { limit: 10 })).toEqual([
        { member: "c", score: 3 },
        { member: "a", score: 4 },
      ]);
    });

    test("a score can be added to, from 0", async () => {
      const store = await filled(openStore, increase("a", 2), increase("a", 3), increase("b", -1));
      expect(await store.range("index", "due", { limit: 10 })).toEqual([
        { member: "b", score: -1 },
        { member: "a", score: 5 },
      ]);
    });

    test("nothing is lost when many add at once", async () => {
      const { store, replica } = await openStore();
      await Promise.all(
        Array.from({ length: 100 }, (_, at) =>
          (at % 2 ? store : replica).commit(aCommit({ writes: [increase("a", 1)] })),
        ),
      );
      expect(await store.range("index", "due", { limit: 1 })).toEqual([{ member: "a", score: 100 }]);
    });

    test("a removed member is gone, and one that is absent may be removed", async () => {
      const store = await filled(openStore, put("a", 1), put("b", 2), remove("a"), remove("z"));
      expect(await letters(store)).toBe("b");
      await store.commit(aCommit({ writes: [remove("b")] }));
      expect(await letters(store)).toBe("");
      await store.commit(aCommit({ writes: [put("c", 1)] }));
      expect(await letters(store)).toBe("c");
    });

    test("a set that keeps so many keeps those with the highest scores, and hardly more", async () => {
      const keep = 40;
      const store = await filled(openStore, ...Array.from({ length: 100 }, (_, at) => put(`m${at}`, at, keep)));
      const kept = await store.range("index", "due", { limit: 1_000, reverse: true });
      expect(kept.slice(0, keep).map(({ score }) => score)).toEqual(Array.from({ length: keep }, (_, at) => 99 - at));
      expect(kept.length).toBeLessThanOrEqual(keep * 1.25);
    });

    test("sets and states do not see each other's members", async () => {
      const store = await filled(openStore, put("a", 1), put("b", 1, EVER, "other"));
      expect(await letters(store)).toBe("a");
      expect(await store.range("elsewhere", "due", { limit: 10 })).toEqual([]);
    });
  });
