// A server with the derived ACL file is killed and comes back with all its data: it reads its own file as the user `default`.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { defineService } from "../../../declare/service.ts";
import { redisAcl } from "../../../derive/redis-acl.ts";
import { aCommit, add, anEvent, set } from "../../testing/an-event.ts";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import { openRedisStore } from "./redis-store.ts";

const passwordOf = (user: string): string => `password-of-${user}`;
const loginOf = (user: string): string => `${user}:${passwordOf(user)}`;
const named = (name: string) => defineService({ name, summary: "For a test.", reactions: {} });
const ORDERS = 50;

withRedis("Redis with an ACL file and an append-only file", () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function started(acl: string): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), "millrace-acl-"));
    ends.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "store.acl");
    writeFileSync(file, acl);
    const server = await RedisServer.startAs(loginOf("administrator"), "--aclfile", file);
    ends.unshift(() => server.stop());
    return server;
  }
  async function filled(server: RedisServer) {
    const store = await openRedisStore(server.urlAs(loginOf("order")), "order");
    ends.unshift(() => store.close());
    for (let at = 0; at < ORDERS; at++) {
      const mark = { eventId: `heard-${at}`, topic: "Heard", standing: "done" } as const;
      const append = { kind: "append", state: "feeds", feed: "all", value: at, keep: 99, keepFor: 99_999 } as const;
      const put = { kind: "put", state: "index", set: "due", member: `${at}`, score: at, keep: 99 } as const;
      const writes = [set(`${at}`, { at }, 99_999), add("all", 1), append, put];
      await store.commit(aCommit({ mark, writes, events: [anEvent("Made", { id: `made-${at}` })] }));
    }
    await store.published(["made-0", "made-1"]);
    return store;
  }
  const contents = async (server: RedisServer): Promise<unknown> => ({
    keys: (await server.command<string[]>("KEYS", "*")).toSorted(),
    record: (await server.command<string>("GET", "{order}:record:things:7")).replace(/^\d+ /, ""),
    counters: await server.command("HGETALL", "{order}:counters:stock"),
    outbox: await server.command("ZCARD", "{order}:outbox"),
    journal: await server.command("ZCARD", "{order}:journal"),
    feed: await server.command("XLEN", "{order}:feed:feeds:all"),
  });

  test("it is back with everything after a kill, and serves its users", async () => {
    const server = await started(redisAcl([named("order")], passwordOf));
    const store = await filled(server);
    const before = await contents(server);
    expect(before).toMatchObject({ outbox: ORDERS - 2, journal: 2, feed: ORDERS });
    for (let kill = 0; kill < 2; kill++) {
      await server.kill();
      await server.start();
      expect(await contents(server)).toEqual(before);
    }
    const again = aCommit({ mark: { eventId: "heard-7", topic: "Heard", standing: "done" } });
    await expect
      .poll(() => store.commit(again).catch(() => undefined), { timeout: 8_000 })
      .toEqual({
        outcome: "duplicate",
      });
  });

  test("a user `default` without rights would lose all of it", async () => {
    const acl = redisAcl([named("order")], passwordOf);
    const server = await started(acl.replace(/^user default .*$/m, "user default reset off"));
    await filled(server);
    await server.kill();
    await server.start();
    expect(await server.command("KEYS", "{order}:record:*")).toEqual([]);
  });
});
