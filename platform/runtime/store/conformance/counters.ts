// Counters: added to inside the commit, so that they never conflict.
import { describe, expect, test } from "vitest";
import { aCommit, add } from "../../testing/an-event.ts";
import { counterOf, type OpenStore } from "./harness.ts";

export const counters = (openStore: OpenStore) =>
  describe("counters", () => {
    test("start at 0, and add up what is added", async () => {
      const { store, replica } = await openStore();
      expect(await counterOf(store, "a")).toBe(0);
      await store.commit(aCommit({ writes: [add("a", 5), add("a", -7), add("b", 1)] }));
      expect(await replica.counters("stock", ["b", "a", "c"])).toEqual([1, -2, 0]);
    });

    test("lose nothing when many add at once", async () => {
      const { store, replica } = await openStore();
      const adding = Array.from({ length: 200 }, (_, at) =>
        (at % 2 ? store : replica).commit(aCommit({ writes: [add("a", 1)] })),
      );
      const results = await Promise.all(adding);
      expect(results.every(({ outcome }) => outcome === "committed")).toBe(true);
      expect(await counterOf(store, "a")).toBe(200);
    });

    test("are exact for large numbers", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [add("a", 9_007_199_254_740_000)] }));
      await store.commit(aCommit({ writes: [add("a", 991)] }));
      expect(await counterOf(store, "a")).toBe(Number.MAX_SAFE_INTEGER);
    });

    test("states do not see each other's counters", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [add("a", 1)] }));
      expect(await counterOf(store, "a", "others")).toBe(0);
    });
  });
