// Records: versioned values, on whose versions commits conflict.
import { describe, expect, test } from "vitest";
import { aCommit, set } from "../../testing/an-event.ts";
import type { Write } from "../port.ts";
import { LONGER, type OpenStore, recordOf, valueOf, WHILE } from "./harness.ts";

const remove: Write = { kind: "delete", state: "things", id: "a" };

export const records = (openStore: OpenStore) =>
  describe("records", () => {
    test("a record that was never written has version 0 and no value", async () => {
      const { store } = await openStore();
      expect(await recordOf(store, "a")).toMatchObject({ version: 0, value: undefined });
    });

    test("a value comes back as it was written, with its schema number, to every replica", async () => {
      const { store, replica } = await openStore();
      const value = { text: "ä\u0000\n", list: [1, null, true], nested: { empty: {}, none: [] } };
      await store.commit(aCommit({ writes: [{ ...set("a", value), schemaNumber: 7 } as Write] }));
      expect(await recordOf(replica, "a")).toMatchObject({ value, schemaNumber: 7 });
    });

    test("several are read at once, in the order of their ids, also those that are absent", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1), set("c", 3)] }));
      const stored = await store.records("things", ["c", "b", "a"]);
      expect(stored.map(({ value }) => value)).toEqual([3, undefined, 1]);
      expect(await store.records("things", [])).toEqual([]);
    });

    test("states do not see each other's records", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1)] }));
      expect((await recordOf(store, "a", "others")).version).toBe(0);
    });

    test("every write gives another version, also when the value is the same", async () => {
      const { store } = await openStore();
      const versions = new Set<number>();
      for (let time = 0; time < 3; time++) {
        await store.commit(aCommit({ writes: [set("a", 1)] }));
        versions.add((await recordOf(store, "a")).version);
      }
      expect(versions.size).toBe(3);
      expect(versions).not.toContain(0);
    });

    test("a deleted record has version 0, and made anew it has a version that it never had", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1)] }));
      const { version: first } = await recordOf(store, "a");
      await store.commit(aCommit({ writes: [remove] }));
      expect(await recordOf(store, "a")).toMatchObject({ version: 0, value: undefined });
      await store.commit(aCommit({ writes: [set("a", 1)] }));
      expect((await recordOf(store, "a")).version).not.toBe(first);
      const stale = { state: "things", id: "a", version: first };
      expect((await store.commit(aCommit({ reads: [stale], writes: [set("a", 2)] }))).outcome).toBe("conflict");
    });

    test("the last of several writes in one commit counts", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1), remove, set("a", 2)] }));
      expect(await valueOf(store, "a")).toBe(2);
      await store.commit(aCommit({ writes: [set("a", 3), remove] }));
      expect(await valueOf(store, "a")).toBeUndefined();
    });

    test("a value with a time to live is there before it ends, and may be gone afterwards; others stay", async () => {
      const { store, pass } = await openStore();
      await store.commit(aCommit({ writes: [set("short", 1, WHILE), set("ever", 2)] }));
      expect(await valueOf(store, "short")).toBe(1);
      await pass(LONGER);
      // A store may forget when it writes the next one.
      await store.commit(aCommit({ writes: [set("next", 3, WHILE)] }));
      expect(await recordOf(store, "short")).toMatchObject({ version: 0, value: undefined });
      expect(await valueOf(store, "ever")).toBe(2);
      expect(await valueOf(store, "next")).toBe(3);
    });

    test("a later write without a time to live keeps the value for ever", async () => {
      const { store, pass } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1, WHILE)] }));
      await store.commit(aCommit({ writes: [set("a", 2)] }));
      await pass(LONGER);
      await store.commit(aCommit({ writes: [set("next", 3, WHILE)] }));
      expect(await valueOf(store, "a")).toBe(2);
    });

    test("a later write starts the time anew", async () => {
      const { store, pass } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1, WHILE)] }));
      await pass(WHILE / 2);
      await store.commit(aCommit({ writes: [set("a", 2, LONGER)] }));
      await pass(WHILE / 2 + 50);
      await store.commit(aCommit({ writes: [set("next", 3, WHILE)] }));
      expect(await valueOf(store, "a")).toBe(2);
    });
  });
