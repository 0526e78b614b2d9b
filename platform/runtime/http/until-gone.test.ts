import { EventEmitter } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { collectGarbage } from "../testing/collect-garbage.ts";
import { untilGone } from "./until-gone.ts";

const used = async (): Promise<number> => {
  await nextTurn();
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

test("it ends when the client goes away, and when the service drains", () => {
  const [draining, client] = [new AbortController(), new EventEmitter()];
  const [gone, stays] = [untilGone(client, draining.signal), untilGone(new EventEmitter(), draining.signal)];
  client.emit("close");
  expect([gone.aborted, stays.aborted]).toEqual([true, false]);
  draining.abort();
  expect(stays.aborted).toBe(true);
  expect(untilGone(new EventEmitter(), draining.signal).aborted).toBe(true);
});

test("clients that have gone leave nothing behind", async () => {
  const { signal } = new AbortController();
  const comeAndGo = (): void => {
    for (let number = 0; number < 50_000; number++) {
      const client = new EventEmitter();
      untilGone(client, signal);
      client.emit("close");
    }
  };
  comeAndGo();
  const before = await used();
  comeAndGo();
  expect((await used()) - before).toBeLessThan(500_000);
});
