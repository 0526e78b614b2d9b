// An answered commit is on the disk: a server that is killed loses none of them.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCommit, add, anEvent, set } from "../../testing/an-event.ts";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import { openRedisStore, type RedisStore } from "./redis-store.ts";

const WORKERS = 32;
const KILLS = 3;

withRedis("a Redis server that is killed under load", () => {
  let server: RedisServer;
  let store: RedisStore;
  beforeAll(async () => {
    server = await RedisServer.start();
    store = await openRedisStore(server.url, "shop");
  });
  afterAll(async () => {
    store.close();
    await server.stop();
  });

  /** Tries until the store answers, or nobody wants it any more. */
  async function patiently(work: () => Promise<unknown>, isWanted = () => true): Promise<boolean> {
    while (isWanted())
      try {
        await work();
        return true;
      } catch {
        await sleep(10);
      }
    return false;
  }

  test("it loses no commit that it has answered, and does none twice", async () => {
    const answered = new Set<string>();
    const end = new AbortController();
    const isWanted = () => !end.signal.aborted;
    let made = 0;
    const worker = async (): Promise<void> => {
      while (isWanted()) {
        const id = `order-${++made}`;
        const commit = aCommit({
          mark: { eventId: id, topic: "Ordered", standing: "done" },
          writes: [set(id, 1), add("orders", 1)],
          events: [anEvent("Taken", { id: `taken-${id}` })],
        });
        if (await patiently(() => store.commit(commit), isWanted)) answered.add(id);
      }
    };
    const working = Promise.all(Array.from({ length: WORKERS }, worker));
    for (let time = 0; time < KILLS; time++) {
      await sleep(300);
      await server.kill();
      await server.start();
    }
    await sleep(300);
    end.abort();
    await working;
    await patiently(() => store.tally());

    expect(answered.size).toBeGreaterThan(100);
    const stored = await store.records("things", [...answered]);
    expect(stored.filter(({ version }) => version === 0)).toEqual([]);
    const [orders = 0] = await store.counters("stock", ["orders"]);
    const { outbox, seen } = await store.tally();
    expect({ outbox, seen: seen["Ordered"] }).toEqual({ outbox: orders, seen: orders });
    // What was answered, and at most what each worker had in hand when it ended.
    expect(orders).toBeGreaterThanOrEqual(answered.size);
    expect(orders).toBeLessThanOrEqual(answered.size + WORKERS);
  });
});
