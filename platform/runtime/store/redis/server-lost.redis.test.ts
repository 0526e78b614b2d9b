// What only a store in another process can meet: its server dies, stands still, comes back, or has forgotten everything.
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { aCommit, add, anEvent, set } from "../../testing/an-event.ts";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import type { Store } from "../port.ts";
import { openRedisStore, type RedisStore } from "./redis-store.ts";

/** Milliseconds within which an operation must have failed. */
const AT_LATEST = 2_500;
const SOON = 8_000;

const everyOperation = (store: Store): Promise<unknown>[] => [
  store.records("things", ["a"]),
  store.counters("stock", ["a"]),
  store.range("index", "due", { limit: 1 }),
  store.feed("feeds", "all", { limit: 1 }),
  store.follow("feeds", "all", 0, 60_000),
  store.begin("event", "me", 1_000),
  store.renew(["event"], "me", 1_000),
  store.release("event", "me"),
  store.commit(aCommit({ writes: [add("a", 1)] })),
  store.takeParked(1, 1_000),
  store.takeOutbox(1, 1_000),
  store.renewClaims(["event"], 1_000),
  store.published(["event"]),
  store.replay({}),
  store.tally(),
];

async function allAreRefused(store: Store): Promise<void> {
  const start = performance.now();
  for (const result of await Promise.allSettled(everyOperation(store))) {
    expect(result.status).toBe("rejected");
    expect((result as PromiseRejectedResult).reason).toMatchObject({ code: "store-away" });
  }
  expect(performance.now() - start).toBeLessThan(AT_LATEST);
}
async function isBack(store: Store): Promise<void> {
  const end = performance.now() + SOON;
  for (;;)
    try {
      return void (await store.commit(aCommit({ writes: [add("back", 1)] })));
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect(performance.now()).toBeLessThan(end);
      await sleep(20);
    }
}

withRedis("a Redis server that is lost", () => {
  let server: RedisServer;
  let store: RedisStore;
  beforeEach(async () => {
    server = await RedisServer.start();
    store = await openRedisStore(server.url, "shop");
  });
  afterEach(async () => {
    store.close();
    await server.stop();
  });

  test("functions that the server has lost are loaded again, also when many calls find out at once", async () => {
    await store.commit(aCommit({ writes: [add("a", 1)] }));
    await server.command("FUNCTION", "FLUSH");
    await Promise.all(Array.from({ length: 50 }, () => store.commit(aCommit({ writes: [add("a", 1)] }))));
    expect(await store.counters("stock", ["a"])).toEqual([51]);
  });

  test("a server that was wiped is an empty store, and gives no version a second time", async () => {
    await store.commit(aCommit({ writes: [set("a", 1)], events: [anEvent()] }));
    const [before] = await store.records("things", ["a"]);
    await server.command("FLUSHALL");
    await server.command("FUNCTION", "FLUSH");
    expect(await store.tally()).toMatchObject({ outbox: 0, committed: {} });
    await store.commit(aCommit({ writes: [set("a", 2)] }));
    const [after] = await store.records("things", ["a"]);
    expect(after).toMatchObject({ value: 2 });
    expect(after?.version).toBeGreaterThan(before?.version ?? 0);
  });

  test("while the server is away every operation is refused, and works again when it is back", async () => {
    await store.commit(aCommit({ writes: [add("a", 1)] }));
    const following = store.follow("feeds", "all", 0, 60_000).catch((error: unknown) => error);
    await server.kill();
    expect(await following).toMatchObject({ code: "store-away" });
    await allAreRefused(store);
    await server.start();
    await isBack(store);
    expect(await store.counters("stock", ["a"])).toEqual([1]);
  });

  test("a server that stands still is away too, and back when it goes on", async () => {
    server.signal("SIGSTOP");
    await allAreRefused(store);
    // Long enough for the connection to be given up.
    await sleep(4_000);
    await allAreRefused(store);
    server.signal("SIGCONT");
    await isBack(store);
  });

  test("a store can be opened before its server is there", async () => {
    await server.kill();
    const early = await openRedisStore(server.url, "early");
    await allAreRefused(early);
    await server.start();
    await isBack(early);
    early.close();
  });

  test("whoever follows hears of what is appended after the server was away", async () => {
    await server.kill();
    await server.start();
    await isBack(store);
    const following = store.follow("feeds", "all", 0, 10_000);
    const append = { kind: "append", state: "feeds", feed: "all", value: 1, keep: 9, keepFor: undefined } as const;
    await store.commit(aCommit({ writes: [append] }));
    expect(await following).toEqual([{ cursor: 1, value: 1 }]);
  });
});
