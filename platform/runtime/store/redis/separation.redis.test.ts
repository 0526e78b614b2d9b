// Services that share a server cannot reach each other's keys.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "redis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineService } from "../../../declare/service.ts";
import { DONE_INSIDE, redisAcl, SENT } from "../../../derive/redis-acl.ts";
import { aCommit, add, anEvent, set } from "../../testing/an-event.ts";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import { openRedisStore } from "./redis-store.ts";

const passwordOf = (user: string): string => `password-of-${user}`;
const named = (name: string) => defineService({ name, summary: "For a test.", reactions: {} });

test("the rights are those that the store uses, no more and no less", () => {
  const folder = join(import.meta.dirname, "lua");
  const lua = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  const used = lua.join("\n").matchAll(/redis\.call\("(\w+)"/g);
  const inside = new Set([...used].map(([, command = ""]) => command.toLowerCase()));
  expect([...inside].filter((command) => !SENT.includes(command)).toSorted()).toEqual(DONE_INSIDE.toSorted());
});

withRedis("Redis with a user for each service", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
    for (const line of redisAcl([named("order"), named("basket")], passwordOf)
      .trim()
      .split("\n")) {
      const [, user = "", ...rules] = line.split(" ");
      if (user !== "default") await server.command("ACL", "SETUSER", user, ...rules);
    }
  });
  afterAll(() => server.stop());
  const urlOf = (user: string, password = passwordOf(user)) => server.url.replace("//", `//${user}:${password}@`);

  test("a service can do all that a store does", async () => {
    const store = await openRedisStore(urlOf("order"), "order");
    const append = { kind: "append", state: "feeds", feed: "all", value: 1, keep: 9, keepFor: undefined } as const;
    const put = { kind: "put", state: "index", set: "due", member: "a", score: 1, keep: 1 } as const;
    const following = store.follow("feeds", "all", 0, 5_000);
    await store.begin("event", "me", 1_000);
    await store.renew(["event"], "me", 1_000);
    await store.release("event", "me");
    const writes = [set("a", 1, 9_999), add("a", 1), append, put, { ...put, member: "b" }];
    const event = anEvent();
    await store.commit(aCommit({ mark: { eventId: "event", topic: "T", standing: "done" }, writes, events: [event] }));
    expect(await following).toHaveLength(1);
    expect(await store.records("things", ["a"])).toMatchObject([{ value: 1 }]);
    expect(await store.counters("stock", ["a"])).toEqual([1]);
    expect(await store.range("index", "due", { limit: 9, after: "a" })).toHaveLength(1);
    expect(await store.takeOutbox(9, 0)).toEqual([event]);
    await store.renewClaims([event.id], 0);
    await store.published([event.id]);
    expect(await store.replay({ subject: event.subject })).toBe(1);
    expect(await store.takeParked(9, 0)).toEqual([]);
    expect(await store.tally()).toMatchObject({ outbox: 1 });
    expect(await store.page("record", "things", { limit: 9 })).toMatchObject({ entries: [{ id: "a", value: 1 }] });
    expect(await store.page("counter", "stock", { limit: 9 })).toMatchObject({ entries: [{ id: "a", value: 1 }] });
    expect(await store.journal({ limit: 9 })).toEqual({ entries: [], next: undefined });
    store.close();
  });

  test("a service can neither read nor write another's keys, nor hear of them", async () => {
    const [own, foreign] = await Promise.all([
      openRedisStore(urlOf("basket"), "basket"),
      openRedisStore(urlOf("basket"), "order"),
    ]);
    await own.commit(aCommit({ writes: [set("a", 1)] }));
    await expect(foreign.records("things", ["a"])).rejects.toThrow("NOPERM");
    await expect(foreign.page("counter", "stock", { limit: 9 })).rejects.toThrow("NOPERM");
    await expect(foreign.journal({ limit: 9 })).rejects.toThrow("NOPERM");
    await expect(foreign.tally()).rejects.toThrow("NOPERM");
    await expect(foreign.commit(aCommit({ writes: [set("a", 1)] }))).rejects.toThrow("NOPERM");
    for (const store of [own, foreign]) store.close();

    const client = createClient({ url: urlOf("basket") });
    client.on("error", () => {});
    await client.connect();
    for (const command of [["GET", "{order}:last"], ["SUBSCRIBE", "{order}:appended"], ["KEYS", "*"], ["FLUSHALL"]])
      await expect(client.sendCommand(command)).rejects.toThrow("NOPERM");
    client.destroy();
  });

  test("a wrong password opens nothing, and the store says that it is away", async () => {
    const store = await openRedisStore(urlOf("order", "wrong"), "order");
    await expect(store.tally()).rejects.toMatchObject({ code: "store-away" });
    store.close();
  });
});
