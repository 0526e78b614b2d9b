// What the server keeps, and for how long: nothing of a service may grow for ever.
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCommit, add, anEvent, set } from "../../testing/an-event.ts";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import { openRedisStore } from "./redis-store.ts";

const KEPT = 300;

withRedis("what Redis keeps", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  test("when everything's time is over, there are no more keys than there were", async () => {
    const store = await openRedisStore(server.url, "flat", { inboxKept: KEPT, journalKept: KEPT });
    const append = { kind: "append", state: "feeds", value: 1, keep: 5, keepFor: KEPT } as const;
    const put = { kind: "put", state: "index", set: "recent", score: 1, keep: 10 } as const;
    const round = async (name: string): Promise<void> => {
      for (let at = 0; at < 200; at++) {
        const id = `${name}-${at}`;
        const event = anEvent("Made", { id, subject: id });
        await store.begin(`heard-${id}`, "me", KEPT);
        const mark = { eventId: `heard-${id}`, topic: "Heard", standing: "done" } as const;
        const writes = [set(id, 1, KEPT), add("all", 1), { ...append, feed: id }, { ...put, member: id }];
        await store.commit(aCommit({ mark, writes, events: [event] }));
        await store.published([id]);
      }
      await expect.poll(() => whatIsLeft().then(({ length }) => length), { timeout: 10_000 }).toBeLessThan(10);
    };
    const whatIsLeft = async (): Promise<string[]> => {
      // The journal forgets some whenever it notes the next.
      await store.published([]);
      return (await server.command<string[]>("KEYS", "{flat}:*")).toSorted();
    };
    const memory = async () => Number(/^used_memory:(\d+)/m.exec(await server.command<string>("INFO", "memory"))?.[1]);
    await round("first");
    const [keys, bytes] = [await whatIsLeft(), await memory()];
    await round("second");
    await expect.poll(whatIsLeft, { timeout: 10_000 }).toEqual(keys);
    expect(await memory()).toBeLessThan(bytes * 1.1);
    expect(await store.tally()).toMatchObject({ journal: 0, committed: { Made: { count: 400, forgotten: 400 } } });
    expect(await store.range("index", "recent", { limit: 100 })).toHaveLength(10);
    store.close();
  });

  test("a journal of any length is replayed as a whole, part by part", async () => {
    const store = await openRedisStore(server.url, "long");
    const events = Array.from({ length: 1_300 }, (_, at) => anEvent(at % 13 ? "Made" : "Rare"));
    await store.commit(aCommit({ events }));
    await store.published(events.map(({ id }) => id));
    expect(await store.replay({ topic: "Rare" })).toBe(100);
    expect(await store.replay({})).toBe(1_200);
    expect(await store.tally()).toMatchObject({ outbox: 1_300, journal: 0 });
    store.close();
  });

  test("what the server could refuse in the middle of a commit is refused before", async () => {
    const store = await openRedisStore(server.url, "careful");
    await expect(store.commit(aCommit({ writes: [set("a", 1), add("a", 0.5)] }))).rejects.toThrow("whole numbers");
    const put = { kind: "put", state: "index", set: "due", member: "a", score: Number.NaN, keep: 9 } as const;
    await expect(store.commit(aCommit({ writes: [set("a", 1), put] }))).rejects.toThrow("score");
    expect(await store.records("things", ["a"])).toMatchObject([{ version: 0 }]);
    store.close();
  });

  test("its time is the server's, never ahead of it", async () => {
    const store = await openRedisStore(server.url, "clock");
    for (let time = 0; time < 20; time++) {
      const ours = store.now();
      const [seconds, microseconds] = await server.command<[string, string]>("TIME");
      const theirs = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
      expect(ours).toBeLessThanOrEqual(theirs);
      expect(ours).toBeGreaterThan(theirs - 500);
    }
    store.close();
  });
});
