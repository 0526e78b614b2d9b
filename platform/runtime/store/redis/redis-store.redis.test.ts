import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll } from "vitest";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import { type StoreOptions, storeConformance } from "../conformance.ts";
import { openRedisStore, type RedisStore } from "./redis-store.ts";

withRedis("Redis as a store", () => {
  let server: RedisServer;
  let opened: RedisStore[] = [];
  let services = 0;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterEach(() => {
    for (const store of opened) store.close();
    opened = [];
  });
  afterAll(() => server.stop());

  /** Every test is another service, so that it begins with nothing. */
  const openStore = async (options: StoreOptions = {}) => {
    const service = `service-${++services}`;
    const two = await Promise.all([1, 2].map(() => openRedisStore(server.url, service, options)));
    opened.push(...two);
    const [store, replica] = two as [RedisStore, RedisStore];
    return { store, replica, pass: (duration: number) => sleep(duration) };
  };
  storeConformance("the Redis store", openStore);
});
