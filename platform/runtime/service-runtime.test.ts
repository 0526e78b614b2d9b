import { expect, test } from "vitest";
import { redriveOf } from "../declare/control-events.ts";
import { emit } from "../declare/event.ts";
import { implement } from "../declare/implementation.ts";
import { on } from "../declare/reaction.ts";
import { get } from "../declare/route.ts";
import { every } from "../declare/schedule.ts";
import { defineService } from "../declare/service.ts";
import { counter } from "../declare/state.ts";
import { MemoryBus } from "./bus/memory/memory-bus.ts";
import type { Incoming } from "./http/answer.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { ServiceRuntime } from "./service-runtime.ts";
import { anEvent } from "./testing/an-event.ts";
import { FlourMade, GrainCame, surroundings } from "./testing/mill.ts";

const shop = defineService({
  name: "shop",
  summary: "Grinds and sells.",
  reactions: { onGrainCame: on(GrainCame, { emits: [FlourMade] }) },
  routes: { look: get("/flour", { summary: "How much there is." }) },
  schedules: { grindLeftovers: every("10s", { emits: [FlourMade] }) },
  state: { flour: counter() },
  seeds: [FlourMade],
});
const HANDLER_WITHIN = DEFAULT_LIMITS.handler;
const REQUEST: Incoming = {
  params: {},
  query: {},
  body: undefined,
  headers: {},
  caller: { kind: "anonymous" },
  signal: new AbortController().signal,
};

function running(limits: Partial<Limits> = {}) {
  const around = surroundings({ declaration: shop, limits });
  const bus = new MemoryBus(around.clock);
  let failures = 0;
  let work = async () => {};
  const service = implement(shop, {
    reactions: {
      onGrainCame: async ({ data }, { state }) => {
        await work();
        if (failures-- > 0) throw new Error("It failed.");
        state.flour.add("kilos", data.sacks);
        return [emit(FlourMade, { farmer: data.farmer, kilos: data.sacks })];
      },
    },
    routes: {
      look: async (_request, { state }) => {
        await work();
        return { body: await state.flour.get("kilos") };
      },
    },
    schedules: {
      grindLeftovers: async ({ state }) => {
        state.flour.add("leftovers", 1);
        return [];
      },
    },
    seed: async ({ state }) => {
      state.flour.add("kilos", 100);
      return [];
    },
  });
  const runtime = new ServiceRuntime(service, { ...around.host, bus });
  const flour = (id = "kilos") => around.store.dump("flour").counters.get(id) ?? 0;
  const heard: string[] = [];
  bus.subscribe({
    group: "listener",
    topics: ["FlourMade", "Heartbeat", "ReplayRequested", "shop.dead-letter"],
    concurrency: 10,
    deliver: async ({ type, id }) => {
      if (type !== "Heartbeat") heard.push(`${type} ${id}`);
      return "done";
    },
  });
  return {
    ...around,
    bus,
    runtime,
    flour,
    heard,
    fail: (times: number) => {
      failures = times;
    },
    /** Of the next handlers so many never return. */
    hang: (times: number) => {
      let left = times;
      work = () => (left-- > 0 ? new Promise(() => {}) : Promise.resolve());
    },
    /** The next handlers and routes take so long. */
    slow: (duration: number) => {
      work = () => new Promise((done) => void around.clock.setTimer(duration, done));
    },
  };
}
const grain = (id: string, sacks = 5) => anEvent("GrainCame", { id, data: { farmer: "ada", sacks } });

test("it seeds, listens, publishes what follows, and works by the clock", async () => {
  const { runtime, clock, bus, flour, heard } = running();
  await runtime.start();
  await bus.publish([grain("a")]);
  await clock.pass(29_000);
  expect(flour()).toBe(105);
  expect(heard).toHaveLength(1);
  expect(flour("leftovers")).toBe(3);
  await runtime.stop();
});

test("a failed event is tried again by itself", async () => {
  const { runtime, clock, bus, flour, fail, store } = running();
  await runtime.start();
  fail(3);
  await bus.publish([grain("a")]);
  await clock.pass(10_000);
  expect(flour()).toBe(105);
  expect(await store.tally()).toMatchObject({ parked: 0, dead: 0 });
  await runtime.stop();
});

test("a parked event whose handler hangs does not keep another from being tried again", async () => {
  const { runtime, clock, bus, flour, fail, hang, store } = running();
  await runtime.start();
  fail(1);
  await bus.publish([grain("hangs", 1)]);
  await clock.pass(50);
  hang(1);
  await clock.pass(5_000);
  fail(1);
  await bus.publish([grain("waits", 2)]);
  await clock.pass(5_000);
  expect(flour()).toBe(102);
  expect(await store.tally()).toMatchObject({ parked: 1 });
  expect(runtime.inHand).toBe(1);
  await clock.pass(2 * HANDLER_WITHIN);
  expect(flour()).toBe(103);
  await runtime.stop();
});

test("no more parked events are tried at once than a replica may have in hand", async () => {
  const { runtime, clock, bus, flour, fail, hang } = running({ concurrency: 2 });
  await runtime.start();
  fail(3);
  await bus.publish([grain("a", 1), grain("b", 1), grain("c", 1)]);
  await clock.pass(50);
  hang(2);
  await clock.pass(5_000);
  expect(runtime.inHand).toBe(2);
  expect(flour()).toBe(100);
  await clock.pass(2 * HANDLER_WITHIN);
  expect(flour()).toBe(103);
  await runtime.stop();
});

test("what the broker did not take is published when it is back", async () => {
  const { runtime, clock, bus, heard } = running();
  await runtime.start();
  await bus.publish([grain("a")]);
  bus.isAway = true;
  await clock.pass(20_000);
  expect(heard).toEqual([]);
  bus.isAway = false;
  await clock.pass(10_000);
  expect(heard).toHaveLength(1);
  await runtime.stop();
});

test("a replay publishes again, with the same ids", async () => {
  const { runtime, clock, bus, heard } = running();
  await runtime.start();
  await bus.publish([grain("a")]);
  await clock.pass(1_000);
  await bus.publish([anEvent("ReplayRequested", { data: { scope: "ada", subject: "ada", reason: "A test." } })]);
  await clock.pass(10_000);
  const flour = heard.filter((text) => text.startsWith("FlourMade"));
  expect(flour).toHaveLength(2);
  expect(new Set(flour).size).toBe(1);
  await runtime.stop();
});

test("a dead letter that comes back on the service's own topic is handled, once", async () => {
  const { runtime, clock, bus, flour, fail, store } = running({
    retry: { attempts: 1, first: 1, longest: 1, longestOutage: 1 },
  });
  await runtime.start();
  fail(1);
  await bus.publish([grain("a")]);
  await clock.pass(1_000);
  expect(await store.tally()).toMatchObject({ dead: 1 });
  const redrive = { service: "shop", event: grain("a") };
  for (let time = 0; time < 2; time++) {
    await bus.publish([anEvent(redriveOf("shop").name, { data: redrive })]);
    await clock.pass(1_000);
  }
  expect(flour()).toBe(105);
  expect(await store.tally()).toMatchObject({ dead: 0 });
  await runtime.stop();
});

test("a dead letter that was discarded is forgotten, and does not come back with a replay", async () => {
  const { runtime, clock, bus, flour, fail, store } = running({
    retry: { attempts: 1, first: 1, longest: 1, longestOutage: 1 },
  });
  await runtime.start();
  fail(1);
  const event = grain("a");
  const discarded = { eventId: event.id, event: event.type, time: event.time, problem: "unexpected" };
  const decisions = [event, anEvent(redriveOf("shop").name, { data: { service: "shop", discarded } }), event];
  for (const decision of decisions) {
    await bus.publish([decision]);
    await clock.pass(1_000);
  }
  expect(flour()).toBe(100);
  expect(await store.tally()).toMatchObject({ dead: 0, seen: { GrainCame: 1 } });
  await runtime.stop();
});

test("stopping takes nothing more, finishes what is in hand, publishes what follows, and ends long requests", async () => {
  const { runtime, clock, bus, flour, heard, slow } = running();
  await runtime.start();
  slow(500);
  await bus.publish([grain("a")]);
  await clock.pass(100);
  const answering = runtime.answer("look", REQUEST);
  expect(runtime.draining.aborted).toBe(false);
  let isStopped = false;
  const stopping = runtime.stop().finally(() => {
    isStopped = true;
  });
  expect(runtime.draining.aborted).toBe(true);
  await bus.publish([grain("b", 7)]);
  await clock.pass(100);
  expect(isStopped).toBe(false);
  await clock.pass(1_000);
  await stopping;
  expect(await answering).toMatchObject({ status: 200, body: 105 });
  expect(flour()).toBe(105);
  expect(heard).toHaveLength(1);
  expect(bus.backlog("shop")).toMatchObject({ waiting: 1, inHand: 0 });
  const before = flour("leftovers");
  await clock.pass(60_000);
  expect(flour("leftovers")).toBe(before);
});

test("requests wait for their turn, and those that would wait for too long are told to come again", async () => {
  const { runtime, clock, slow } = running({ requests: { inHand: 2, waiting: 3 } });
  await runtime.start();
  slow(1_000);
  const answered: number[] = [];
  const asking = [1, 2, 3, 4, 5].map((number) => runtime.answer("look", REQUEST).then(() => answered.push(number)));
  await expect(runtime.answer("look", REQUEST)).rejects.toMatchObject({ code: "service-busy" });
  for (const expected of [
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5],
  ]) {
    await clock.pass(1_000);
    expect(answered).toEqual(expected);
  }
  await Promise.all(asking);
  await runtime.stop();
});

test("a route without a handler is a mistake of ours", () => {
  const { runtime } = running();
  expect(() => runtime.answer("steal", REQUEST)).toThrow("shop has no route steal with a handler.");
});
