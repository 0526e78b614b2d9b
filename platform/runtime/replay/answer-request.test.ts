import { expect, test } from "vitest";
import { ReplayRequested } from "../../declare/control-events.ts";
import type { AnyUnitOfWork } from "../../declare/implementation.ts";
import { silentLog } from "../log.ts";
import type { ReplayScope } from "../store/port.ts";
import { anEvent } from "../testing/an-event.ts";
import { altered, surroundings } from "../testing/mill.ts";
import { Staging } from "../transaction/staging.ts";
import { controlHandlers } from "./control-handlers.ts";
import { GapWatch } from "./gap-watch.ts";

const SECONDS = 1_000;

function publisher() {
  const { store, clock } = surroundings();
  const replays: ReplayScope[] = [];
  let failures = 0;
  const seen = altered(store, {
    replay: async (scope) => {
      if (failures-- > 0) throw new Error("The store is away.");
      replays.push(Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined)));
      return 0;
    },
  });
  const watch = new GapWatch(store, [], { log: silentLog, journalKept: 0 });
  const decided = { revive: async () => {}, discard: async () => {} };
  const handler = controlHandlers("mill", seen, watch, decided).find(({ type }) => type === ReplayRequested);
  let requests = 0;
  const ask = async (scope: ReplayScope, id = `request-${++requests}`) => {
    const data = { scope: scope.subject ?? scope.topic ?? "all", ...scope, reason: "A test." };
    await handler?.run(anEvent("ReplayRequested", { id, data }), {} as AnyUnitOfWork, new Staging());
  };
  const fail = (times: number) => {
    failures = times;
  };
  return { clock, replays, ask, fail };
}

test("when many ask for the same at once, it is replayed once", async () => {
  const { ask, replays } = publisher();
  await Promise.all(Array.from({ length: 9 }, () => ask({ topic: "Made", since: 100 })));
  await ask({ topic: "Made", since: 200 });
  expect(replays).toEqual([{ topic: "Made", since: 100 }]);
});

test("who asks later gets a replay, because more may have been lost since", async () => {
  const { ask, replays, clock } = publisher();
  await ask({ topic: "Made", since: 100 });
  await clock.pass(9 * SECONDS);
  await ask({ topic: "Made", since: 100 });
  expect(replays).toHaveLength(1);
  await clock.pass(1 * SECONDS);
  await ask({ topic: "Made", since: 100 });
  expect(replays).toHaveLength(2);
});

test("who asks for more gets it, and then serves those who ask for less", async () => {
  const { ask, replays, clock } = publisher();
  await ask({ topic: "Made", since: 100 });
  await ask({ topic: "Made", since: 99 });
  await clock.pass(5 * SECONDS);
  await ask({ topic: "Made", since: 100 });
  await ask({ topic: "Made" });
  await ask({ topic: "Made", since: 0 });
  expect(replays).toEqual([{ topic: "Made", since: 100 }, { topic: "Made", since: 99 }, { topic: "Made" }]);
});

test("a replay of one topic serves nobody who asks for another; one of all topics serves them all", async () => {
  const { ask, replays } = publisher();
  await ask({ topic: "Made", since: 100 });
  await ask({ topic: "Sold", since: 100 });
  expect(replays).toHaveLength(2);
  await ask({ since: 50 });
  await ask({ topic: "Sold", since: 60 });
  await ask({ topic: "Lost", since: 50 });
  await ask({ topic: "Lost", since: 49 });
  expect(replays.slice(2)).toEqual([{ since: 50 }, { topic: "Lost", since: 49 }]);
});

test("what is asked for one thing is always replayed, and serves nobody else", async () => {
  const { ask, replays } = publisher();
  await ask({ since: 0 });
  for (const subject of ["order-1", "order-2", "order-1"]) await ask({ subject });
  await ask({ subject: "order-3", topic: "Made" });
  expect(replays).toHaveLength(5);
  const { ask: askAnew, replays: others } = publisher();
  await askAnew({ subject: "order-1", topic: "Made" });
  await askAnew({ topic: "Made", since: 100 });
  expect(others).toHaveLength(2);
});

test("a person who asks for everything twice gets it twice", async () => {
  const { ask, replays } = publisher();
  await ask({ since: 0 });
  await ask({ since: 0 });
  expect(replays).toHaveLength(2);
});

test("a replay that has failed is tried again by the request that began it", async () => {
  const { ask, replays, fail } = publisher();
  fail(1);
  await expect(ask({ topic: "Made", since: 100 }, "first")).rejects.toThrow("away");
  await ask({ topic: "Made", since: 100 }, "second");
  expect(replays).toEqual([]);
  await ask({ topic: "Made", since: 100 }, "first");
  expect(replays).toHaveLength(1);
});
