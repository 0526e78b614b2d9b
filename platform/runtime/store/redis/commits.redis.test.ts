// Commits that the server takes in one call: each is all of it or nothing, and what is wrong with one is no other's business.
import { expect, onTestFinished, test } from "vitest";
import { aCommit, anEvent, set } from "../../testing/an-event.ts";
import { RedisServer } from "../../testing/redis-server.ts";
import { withRedis } from "../../testing/with-redis.ts";
import { openRedisStore } from "./redis-store.ts";

withRedis("Commits of one turn", () => {
  test("are written one by one, beside one that the server cannot write", async () => {
    const server = await RedisServer.start();
    const store = await openRedisStore(server.url, "shop");
    onTestFinished(async () => {
      store.close();
      await server.stop();
    });
    await server.command("SET", "{shop}:counters:broken", "no hash");
    const count = (state: string) => ({ kind: "add", state, id: "a", amount: 1 }) as const;
    const [event, another] = [anEvent(), anEvent()];
    const commits = [
      aCommit({ writes: [set("one", 1)], events: [event] }),
      aCommit({ writes: [count("broken")] }),
      aCommit({ writes: [set("two", 2), count("sound")], events: [another] }),
    ];
    const outcomes = await Promise.allSettled(commits.map((commit) => store.commit(commit)));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(outcomes[1]).toMatchObject({ status: "rejected", reason: { message: expect.stringMatching(/wrong kind/) } });
    expect(await store.records("things", ["one", "two"])).toMatchObject([{ value: 1 }, { value: 2 }]);
    expect(await store.counters("sound", ["a"])).toEqual([1]);
    expect((await store.takeOutbox(9, 0)).map(({ id }) => id)).toEqual([event.id, another.id]);
  });
});
