// A server whose memory runs out: new work is refused while what is under way still has room; nothing is ever half done.
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { realClock } from "../../clock.ts";
import { silentLog } from "../../log.ts";
import { StoreWatch } from "../../store-watch.ts";
import { aCommit, anEvent, set } from "../../testing/an-event.ts";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import { openRedisStore, type RedisStore } from "./redis-store.ts";

const SOON = { timeout: 5_000 };
const BULKY = "x".repeat(100_000);

withRedis("a Redis server with a limit to its memory", () => {
  let server: RedisServer;
  let store: RedisStore;
  beforeAll(async () => {
    server = await RedisServer.start("--maxmemory", "32mb", "--maxmemory-policy", "noeviction");
    store = await openRedisStore(server.url, "shop", { fullAt: 0.8 });
  });
  afterAll(async () => {
    store.close();
    await server.stop();
  });
  const write = (id: string, keepFor?: number) => store.commit(aCommit({ writes: [set(id, BULKY, keepFor)] }));

  test("it is nearly full from the share that was set, and no more when something was forgotten", async () => {
    expect(store.isNearlyFull()).toBe(false);
    for (let at = 0; at < 270; at++) await write(`passing-${at}`);
    await expect.poll(() => store.isNearlyFull(), SOON).toBe(true);
    await server.command("FLUSHALL");
    await expect.poll(() => store.isNearlyFull(), SOON).toBe(false);
  });
  test("when nothing fits any more a commit is refused as a whole, and what was committed can still be published", async () => {
    const event = anEvent();
    await store.commit(aCommit({ events: [event] }));
    let written = 0;
    const untilFull = async (): Promise<never> => {
      for (;;) await write(`lasting-${written++}`);
    };
    await expect(untilFull()).rejects.toMatchObject({ code: "store-away", status: 503 });
    const [refused] = await store.records("things", [`lasting-${written - 1}`]);
    expect(refused?.version).toBe(0);
    expect(await store.takeOutbox(9, 0)).toEqual([event]);
    await store.published([event.id]);
    expect(await store.tally()).toMatchObject({ outbox: 0, journal: 1 });
  });
  test("while it is full the watch counts it as away, and as back when there is room, without a write of its own", async () => {
    const watch = new StoreWatch("shop", store, realClock, silentLog);
    onTestFinished(() => watch.stop());
    await expect.poll(() => watch.isAway, SOON).toBe(true);
    await server.command("FLUSHALL");
    await expect.poll(() => watch.isAway, SOON).toBe(false);
    await store.probe();
    expect(await server.command("DBSIZE")).toBe(0);
  });
});
