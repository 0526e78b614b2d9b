// A store that runs out of memory takes no new orders, and finishes those that it has.
import { expect, onTestFinished, test } from "vitest";
import { openRedisStore } from "#platform/runtime/store/redis/redis-store.ts";
import { RedisServer } from "#platform/runtime/testing/redis-server.ts";
import { withRedis } from "#platform/runtime/testing/with-redis.ts";
import { services } from "#services/all.ts";
import { anOrder } from "../kit/orders.ts";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

withRedis("the platform on a Redis store with little room", () => {
  test("new orders get 503 with Retry-After, accepted ones are completed, and it takes orders again by itself", async () => {
    const server = await RedisServer.start("--maxmemory-policy", "noeviction");
    onTestFinished(() => server.stop());
    const names = services.map(({ declaration }) => declaration.name);
    const stores = new Map(
      await Promise.all(names.map(async (name) => [name, await openRedisStore(server.url, name)] as const)),
    );
    onTestFinished(() => stores.forEach((store) => store.close()));
    const storeOf = (name: string) => stores.get(name) ?? expect.unreachable(name);
    const platform = await startPlatform({ openStore: storeOf }, onTestFinished);
    const shop = new Shop(platform);
    const giveRoom = async (share: number): Promise<void> => {
      const info = await server.command<string>("INFO", "memory");
      const used = Number(/^used_memory:(\d+)/m.exec(info)?.[1]);
      await server.command("CONFIG", "SET", "maxmemory", String(Math.ceil(used / share)));
    };

    const accepted = await withStopped(platform, ["billing"], async () => {
      const orderId = await shop.place();
      await until(async () => {
        // Every time, because the server gives memory back when its clients fall idle.
        await giveRoom(0.85);
        expect(storeOf("order").isNearlyFull()).toBe(true);
      });
      const refused = await shop.client.post("/orders", anOrder());
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(refused.body).toMatchObject({ code: "store-full" });
      expect((await shop.order(orderId)).orderId).toBe(orderId);
      return orderId;
    });
    await shop.untilStatus(accepted, "COMPLETED");
    await giveRoom(0.5);
    await until(() => expect(storeOf("order").isNearlyFull()).toBe(false));
    await shop.complete();
  });
});
