import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, test } from "vitest";
import { missingRedisServer, RedisServer } from "../../testing/redis-server.ts";
import { type StoreOptions, storeConformance } from "../conformance.ts";
import { openRedisStore, type RedisStore } from "./redis-store.ts";

const missing = missingRedisServer();
if (missing)
  test("the Redis store is left out", () => {
    console.log(`Left out, the Redis store against a real server: ${missing}`);
  });
else withServer();

function withServer(): void {
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
}
