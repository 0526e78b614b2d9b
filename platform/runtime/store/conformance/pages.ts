// Pages: everything of a state, and the whole journal, for auditors. However much there is, a page is small.
import { describe, expect, test } from "vitest";
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { aCommit, add, anEvent, set } from "../../testing/an-event.ts";
import type { Kept, Page, PageRequest, Store, Write } from "../port.ts";
import type { OpenStore } from "./harness.ts";

const MANY = 2_500;
const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `n${at}`);

async function walk<T>(read: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[][]> {
  const pages: T[][] = [];
  let after: string | undefined;
  do {
    const page: Page<T> = await read({ limit, after });
    pages.push([...page.entries]);
    after = page.next;
  } while (after !== undefined);
  return pages;
}
const allOf = async (store: Store, kind: Parameters<Store["page"]>[0], state: string, limit = 100) =>
  (await walk((page) => store.page(kind, state, page), limit)).flat();
const byId = (entries: readonly Kept[]): Map<string, unknown> => new Map(entries.map(({ id, value }) => [id, value]));

async function published(store: Store, events: readonly CloudEvent[]): Promise<void> {
  await store.commit(aCommit({ events }));
  await store.published(events.map(({ id }) => id));
}

export const pages = (openStore: OpenStore) =>
  describe("pages", () => {
    test("all records of a state are read, each with its value, and none of another state", async () => {
      const { store, replica } = await openStore();
      const other = [set("z", 0, undefined, "thing"), set("y", 0, undefined, "thingsAndMore"), add("x", 1, "things")];
      await store.commit(aCommit({ writes: [...numbered(MANY).map((id) => set(id, { id })), ...other] }));
      const found = byId(await allOf(replica, "record", "things"));
      expect(found).toEqual(new Map(numbered(MANY).map((id) => [id, { id }])));
    });

    test("no page holds much more than was asked for", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: numbered(MANY).map((id) => set(id, id)) }));
      const sizes = (await walk((page) => store.page("record", "things", page), 10)).map(({ length }) => length);
      expect(Math.max(...sizes)).toBeLessThan(MANY / 2);
    });

    test("what is there all the time is not missed when other records come and go between two pages", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: numbered(MANY).map((id) => set(id, id)) }));
      let round = 0;
      const read = async (page: PageRequest) => {
        const extra = [set(`m${++round}`, 0), { kind: "delete", state: "things", id: `n${round * 7}` } as const];
        await store.commit(aCommit({ writes: extra }));
        return store.page("record", "things", page);
      };
      const found = byId((await walk(read, 400)).flat());
      const touched = new Set(Array.from({ length: round }, (_, at) => `n${(at + 1) * 7}`));
      expect(numbered(MANY).filter((id) => !touched.has(id) && !found.has(id))).toEqual([]);
    });

    test("a record that was deleted is no entry", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: [set("a", 1), set("b", 2)] }));
      await store.commit(aCommit({ writes: [{ kind: "delete", state: "things", id: "a" }] }));
      expect(await allOf(store, "record", "things")).toEqual([{ id: "b", value: 2 }]);
    });

    test("all counters of a state are read, and what stands in them", async () => {
      const { store } = await openStore();
      await store.commit(aCommit({ writes: numbered(MANY).map((id, at) => add(id, at + 1)) }));
      await store.commit(aCommit({ writes: [add("n1", -9), add("z", 1, "stocks")] }));
      const found = byId(await allOf(store, "counter", "stock"));
      expect([found.size, found.get("n0"), found.get("n1")]).toEqual([MANY, 1, -7]);
    });

    test("the sets of an index and the feeds of a state are named", async () => {
      const { store } = await openStore();
      const writes: Write[] = ["one", "two"].flatMap((name) => [
        { kind: "put", state: "lists", set: name, member: "m", score: 1, keep: 9 },
        { kind: "append", state: "news", feed: name, value: name, keep: 9, keepFor: undefined },
      ]);
      await store.commit(aCommit({ writes }));
      for (const [kind, state] of [
        ["index", "lists"],
        ["feed", "news"],
      ] as const)
        expect((await allOf(store, kind, state)).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
          { id: "one" },
          { id: "two" },
        ]);
      expect(await allOf(store, "index", "news")).toEqual([]);
    });

    test("a state that was never written has one page, without entries", async () => {
      const { store } = await openStore();
      for (const kind of ["record", "counter", "index", "feed"] as const)
        expect(await store.page(kind, "nothing", { limit: 10 })).toEqual({ entries: [], next: undefined });
    });

    test("the journal is read in the order of the commits, also after a replay, without what is not published", async () => {
      const { store } = await openStore();
      const events = numbered(25).map((id) => anEvent("Created", { id }));
      await published(store, events);
      await store.commit(aCommit({ events: [anEvent("Created", { id: "waiting" })], claim: 60_000 }));
      await store.replay({ subject: "thing-1" });
      const again = await store.takeOutbox(100, 60_000);
      await store.published(again.map(({ id }) => id).toReversed());
      const read = await walk((page) => store.journal(page), 10);
      expect(read.flat()).toEqual(events);
      expect(Math.max(...read.map(({ length }) => length))).toBe(10);
    });

    test("a cursor that no page gave is refused", async () => {
      const { store } = await openStore();
      for (const after of ["rubbish", "-1", "99999999999999999999999"])
        await expect(store.journal({ after, limit: 1 })).rejects.toMatchObject({ code: "request-invalid" });
    });
  });
