import { describe, expect, test } from "vitest";
import { anEvent } from "../../testing/an-event.ts";
import { ManualClock } from "../../testing/manual-clock.ts";
import { eventually, gate, Replica } from "../conformance/harness.ts";
import { type BusUnderTest, busConformance } from "../conformance.ts";
import { MemoryBus } from "./memory-bus.ts";
import type { MemoryBusOptions } from "./options.ts";

interface Opened extends BusUnderTest {
  readonly bus: MemoryBus;
  readonly clock: ManualClock;
}
function openBus(options: Partial<MemoryBusOptions> = {}): Opened {
  const clock = new ManualClock();
  return {
    bus: new MemoryBus(clock, options),
    clock,
    pass: (duration) => clock.pass(duration),
    kill: (subscription) => (subscription as ReturnType<MemoryBus["subscribe"]>).kill(),
  };
}
busConformance("the memory bus", () => openBus());

describe("giving up", () => {
  test("the waits between deliveries grow, up to the longest", async () => {
    const open = openBus({ redelivery: { attempts: 10, first: 100, longest: 500 } });
    const times: number[] = [];
    const failing = new Replica(open, {}, async () => {
      times.push(open.clock.now());
      return "retry";
    });
    await open.bus.publish([anEvent()]);
    await open.pass(2_000);
    const waits = times.slice(1, 6).map((time, at) => time - (times[at] as number));
    expect(waits).toEqual([100, 200, 400, 500, 500]);
    expect(failing.got).toHaveLength(times.length);
  });

  test("an event that is sent back too often goes to the dead-letter topic of its consumer, once", async () => {
    const open = openBus({ redelivery: { attempts: 3, first: 1, longest: 1 } });
    const failing = new Replica(open, { group: "shop" }, async () => "retry");
    const other = new Replica(open, { group: "other" });
    const desk = new Replica(open, { group: "desk", topics: ["shop.dead-letter"] });
    const event = anEvent();
    await open.bus.publish([event]);
    await open.pass(60_000);
    expect(failing.got).toHaveLength(3);
    expect(other.got).toHaveLength(1);
    const expected = { service: "shop", problem: "unexpected", attempts: 3, event };
    expect(desk.got).toMatchObject([{ type: "shop.dead-letter", source: "/shop", subject: "shop", data: expected }]);
    expect(desk.ids).not.toContain(event.id);
  });
});

describe("being away", () => {
  test("nothing is taken, and what was taken before is still delivered", async () => {
    const open = openBus();
    const replica = new Replica(open);
    await open.bus.publish([anEvent()]);
    open.bus.isAway = true;
    await expect(open.bus.publish([anEvent()])).rejects.toThrow("cannot be reached");
    open.bus.isAway = false;
    await open.bus.publish([anEvent()]);
    await open.pass(60_000);
    expect(replica.got).toHaveLength(2);
  });
});

describe("losing its memory", () => {
  test("what waits, what is on its way and what is kept for newcomers is gone; what comes later arrives", async () => {
    const open = openBus({ transit: () => [0, 500] });
    open.bus.register("group", ["ThingHappened"]);
    await open.bus.publish([anEvent()]);
    expect(open.bus.backlog("group")).toEqual({ waiting: 1, inHand: 0 });
    open.bus.wipe();
    expect(open.bus.backlog("group")).toEqual({ waiting: 0, inHand: 0 });
    const [replica, late] = [new Replica(open), new Replica(open, { group: "late" })];
    await open.pass(60_000);
    expect([replica.got, late.got]).toEqual([[], []]);
    const event = anEvent();
    await open.bus.publish([event]);
    await open.pass(60_000);
    expect(replica.ids).toEqual([event.id, event.id]);
  });

  test("what was in hand is not delivered again when it is sent back, nor given up", async () => {
    const open = openBus({ redelivery: { attempts: 1, first: 1, longest: 1 } });
    const desk = new Replica(open, { group: "desk", topics: ["group.dead-letter"] });
    const { opened, open: openGate } = gate();
    const replica = new Replica(open, { concurrency: 1 }, () => opened.then(() => "retry"));
    await open.bus.publish([anEvent()]);
    await eventually(open, () => replica.inHand === 1);
    open.bus.wipe();
    openGate();
    await open.pass(60_000);
    expect([replica.got.length, desk.got.length]).toEqual([1, 0]);
  });

  test("a replica still has in hand what it works on: it gets no more than it can hold, and closing waits for it", async () => {
    const open = openBus();
    const { opened, open: openGate } = gate();
    const replica = new Replica(open, { concurrency: 1 }, () => opened.then(() => "done"));
    await open.bus.publish([anEvent()]);
    await eventually(open, () => replica.inHand === 1);
    open.bus.wipe();
    await open.bus.publish([anEvent()]);
    await open.pass(1_000);
    expect(replica.mostInHand).toBe(1);
    let isClosed = false;
    const closing = replica.subscription.close().finally(() => {
      isClosed = true;
    });
    await open.pass(1_000);
    expect(isClosed).toBe(false);
    openGate();
    await closing;
    expect(replica.got).toHaveLength(1);
  });
});

describe("its own ways", () => {
  test("a registered group's events are kept before its first replica runs", async () => {
    const open = openBus({ retained: 0 });
    open.bus.register("group", ["ThingHappened"]);
    await open.bus.publish([anEvent(), anEvent()]);
    expect(open.bus.backlog("group")).toEqual({ waiting: 2, inHand: 0 });
    const replica = new Replica(open);
    await eventually(open, () => replica.got.length === 2);
    expect(open.bus.backlog("group")).toEqual({ waiting: 0, inHand: 0 });
    expect(open.bus.backlog("unknown")).toEqual({ waiting: 0, inHand: 0 });
  });

  test("newcomers get so many events of a topic as are retained, the newest", async () => {
    const open = openBus({ retained: 10 });
    const events = Array.from({ length: 100 }, () => anEvent());
    for (const event of events) await open.bus.publish([event]);
    const replica = new Replica(open);
    await open.pass(0);
    expect(replica.got.length).toBeGreaterThanOrEqual(10);
    expect(replica.got.length).toBeLessThanOrEqual(20);
    expect(replica.ids).toEqual(events.slice(-replica.got.length).map(({ id }) => id));
  });

  test("a group with a long queue does not keep others waiting, nor the rest of the process", async () => {
    const open = openBus({ perTurn: 10 });
    const busy = new Replica(open, { group: "busy", concurrency: 1_000 });
    const quick = new Replica(open, { group: "quick", topics: ["Urgent"] });
    let turns = 0;
    let turnsBefore: number | undefined;
    const turn = (): void => {
      turns++;
      if (quick.got.length > 0) turnsBefore ??= turns;
      if (turns < 1_000) open.clock.defer(turn);
    };
    await open.bus.publish([...Array.from({ length: 1_000 }, () => anEvent()), anEvent("Urgent")]);
    open.clock.defer(turn);
    await open.pass(0);
    expect(turnsBefore).toBeLessThanOrEqual(2);
    expect(busy.got).toHaveLength(1_000);
    // 10 a turn: others had a hundred turns meanwhile.
    expect(turns).toBeGreaterThanOrEqual(100);
  });

  test("what is handed out in one turn is shared among the groups", async () => {
    const open = openBus({ perTurn: 8 });
    const replicas = ["a", "b", "c", "d"].map((group) => new Replica(open, { group, concurrency: 1_000 }));
    await open.bus.publish(Array.from({ length: 20 }, () => anEvent()));
    const counts: number[][] = [];
    const turn = (): void => {
      counts.push(replicas.map(({ got }) => got.length));
      if (counts.length < 4) open.clock.defer(turn);
    };
    open.clock.defer(turn);
    await open.pass(0);
    expect(counts).toEqual([2, 4, 6, 8].map((count) => [count, count, count, count]));
  });

  test("what a killed replica answers late counts no more, also when it sends back", async () => {
    const open = openBus();
    const { opened, open: openGate } = gate();
    const dying = new Replica(open, {}, () => opened.then(() => "retry"));
    await open.bus.publish([anEvent()]);
    await eventually(open, () => dying.inHand === 1);
    open.kill(dying.subscription);
    const heir = new Replica(open);
    openGate();
    await open.pass(60_000);
    expect(heir.got).toHaveLength(1);
  });

  test("copies and delays are as the transit says", async () => {
    const open = openBus({ transit: ({ id }) => (id === "late" ? [100] : [0, 50]) });
    const replica = new Replica(open);
    await open.bus.publish([anEvent("ThingHappened", { id: "late" }), anEvent("ThingHappened", { id: "twice" })]);
    await open.pass(60);
    expect(replica.ids).toEqual(["twice", "twice"]);
    await open.pass(60);
    expect(replica.ids).toEqual(["twice", "twice", "late"]);
  });
});
