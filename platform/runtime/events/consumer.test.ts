import { describe, expect, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { emit } from "../../declare/event.ts";
import { implement } from "../../declare/implementation.ts";
import { Tallies } from "../tallies.ts";
import { anEvent } from "../testing/an-event.ts";
import { altered, FlourMade, type MillWork, mill, type Surroundings, surroundings } from "../testing/mill.ts";
import { Consumer } from "./consumer.ts";
import { HandlerTable } from "./handler-table.ts";

type Grain = CloudEvent<{ farmer: string; sacks: number }>;
type Handle = (event: Grain, work: MillWork) => Promise<void>;
const grain = (id: string, data: object = { farmer: "ada", sacks: 2 }) => anEvent("GrainCame", { id, data });
const away = () => Promise.reject(new Problem("store-away"));

/** A replica of the mill that does `first`, which may ask partners outside, before it makes flour. */
function consumerIn(around: Surroundings, first: Handle = async () => {}, name = "me") {
  const tallies = new Tallies();
  const service = implement(mill, {
    ports: () => ({}),
    reactions: {
      onGrainCame: async (event, work) => {
        await first(event, work);
        work.state.stock.add("kilos", event.data.sacks * 50);
        return [emit(FlourMade, { farmer: event.data.farmer, kilos: event.data.sacks * 50 })];
      },
    },
  });
  const handlers = new HandlerTable(service, [mill], []);
  const consumer = new Consumer(around.host, around.context, handlers, name, tallies);
  const counted = () =>
    tallies
      .entries()
      .map(({ kind, topic, count }) => `${kind} ${topic} ${count}`)
      .toSorted();
  return { consumer, counted };
}
const kilosIn = ({ store }: Surroundings) => store.dump("stock").counters.get("kilos");
const lettersIn = ({ relayed }: Surroundings) => relayed.filter(({ type }) => type === "mill.dead-letter");
const LEASE = 15_000;

/** What the service's loop does with parked events. */
async function retryParked(around: Surroundings, consumer: Consumer): Promise<number> {
  const due = await around.store.takeParked(100, LEASE);
  for (const parked of due) await consumer.retry(parked);
  return due.length;
}

describe("handling", () => {
  test("an event is handled, and what follows from it says so", async () => {
    const around = surroundings();
    const { consumer, counted } = consumerIn(around);
    const event = grain("a");
    expect(await consumer.deliver(event)).toBe("done");
    expect(kilosIn(around)).toBe(100);
    expect(around.relayed).toMatchObject([
      { type: "FlourMade", causationid: "a", correlationid: event.correlationid, data: { kilos: 100 } },
    ]);
    expect(around.relayed[0]?.traceparent.slice(0, 36)).toBe(event.traceparent.slice(0, 36));
    expect(counted()).toEqual(["handled GrainCame 1"]);
  });

  test("the same event again changes nothing, one after the other or at the same time", async () => {
    const around = surroundings();
    const { consumer } = consumerIn(around);
    const verdicts = await Promise.all([1, 2, 3].map(() => consumer.deliver(grain("a"))));
    expect(verdicts).toEqual(["done", "retry", "retry"]);
    expect(await consumer.deliver(grain("a"))).toBe("done");
    expect(kilosIn(around)).toBe(100);
  });

  test("an event that another replica has in hand goes back to the broker", async () => {
    const around = surroundings();
    const { consumer } = consumerIn(around);
    await around.store.begin("a", "another", 1_000);
    expect(await consumer.deliver(grain("a"))).toBe("retry");
    await around.clock.pass(1_001);
    expect(await consumer.deliver(grain("a"))).toBe("done");
  });

  test("while it works, the lease can be renewed; afterwards nothing is in hand", async () => {
    const around = surroundings({ limits: { lease: 1_000 } });
    const { consumer } = consumerIn(around, () => new Promise((done) => void around.clock.setTimer(2_500, done)));
    const other = consumerIn(around, undefined, "other").consumer;
    const working = consumer.deliver(grain("a"));
    for (let passed = 0; passed < 2_400; passed += 400) {
      await around.clock.pass(400);
      await consumer.renew();
      expect(await other.deliver(grain("a"))).toBe("retry");
    }
    await around.clock.pass(400);
    expect(await working).toBe("done");
    expect(consumer.inHand).toBe(0);
    expect(kilosIn(around)).toBe(100);
  });

  test("a handler that never returns counts as failed, and the event is tried again", async () => {
    const around = surroundings({ limits: { lease: 1_000, handler: 3_000 } });
    const { consumer } = consumerIn(around, () => new Promise(() => {}));
    const working = consumer.deliver(grain("a"));
    await around.clock.pass(2_900);
    await consumer.renew();
    expect(consumer.inHand).toBe(1);
    await around.clock.pass(200);
    await consumer.renew();
    expect(await working).toBe("done");
    expect(consumer.inHand).toBe(0);
    expect(await around.store.tally()).toMatchObject({ parked: 1 });
    const [parked] = await around.store.takeParked(1, 0).then(async (none) => {
      await around.clock.pass(60_000);
      return none.length > 0 ? none : around.store.takeParked(1, 0);
    });
    expect(parked?.reason).toContain("3000 ms");
  });

  test("when a slow replica has lost its lease, the event takes effect once all the same", async () => {
    const around = surroundings({ limits: { lease: 1_000 } });
    const slow = consumerIn(around, () => new Promise((done) => void around.clock.setTimer(5_000, done)));
    const quick = consumerIn(around, undefined, "quick");
    const working = slow.consumer.deliver(grain("a"));
    await around.clock.pass(1_500);
    expect(await quick.consumer.deliver(grain("a"))).toBe("done");
    await around.clock.pass(5_000);
    expect(await working).toBe("done");
    expect(kilosIn(around)).toBe(100);
    expect(around.relayed).toHaveLength(1);
  });
});

describe("failing", () => {
  test("an event whose handler throws is parked and acknowledged, and the one behind it is handled", async () => {
    const around = surroundings();
    const { consumer, counted } = consumerIn(around, async ({ id }) => {
      if (id === "bad") throw new Error("It failed.");
    });
    expect(await consumer.deliver(grain("bad"))).toBe("done");
    expect(await consumer.deliver(grain("good"))).toBe("done");
    expect(kilosIn(around)).toBe(100);
    expect(await around.store.tally()).toMatchObject({ parked: 1, seen: { GrainCame: 2 } });
    expect(counted()).toEqual(["handled GrainCame 1", "retried GrainCame 1"]);
    expect(await consumer.deliver(grain("bad"))).toBe("done");
    expect(counted()).toHaveLength(2);
  });

  test("a parked event is tried again later, and then it is as if nothing had been", async () => {
    const around = surroundings();
    let failures = 2;
    const { consumer } = consumerIn(around, async () => {
      if (failures-- > 0) throw new Error("It failed.");
    });
    await consumer.deliver(grain("a"));
    expect(await retryParked(around, consumer)).toBe(0);
    for (let turn = 0; turn < 2; turn++) {
      await around.clock.pass(1_000);
      expect(await retryParked(around, consumer)).toBe(1);
    }
    expect(kilosIn(around)).toBe(100);
    expect(await around.store.tally()).toMatchObject({ parked: 0, dead: 0, seen: { GrainCame: 1 } });
    expect(lettersIn(around)).toEqual([]);
  });

  test("after so many attempts it is a dead letter with reason, attempts, event and trace, once", async () => {
    const around = surroundings({ limits: { retry: { attempts: 3, first: 10, longest: 10, longestOutage: 10 } } });
    const { consumer, counted } = consumerIn(around, () => Promise.reject(new Error("It failed.")));
    const event = grain("a");
    await consumer.deliver(event);
    for (let turn = 0; turn < 5; turn++) {
      await around.clock.pass(100);
      await retryParked(around, consumer);
    }
    const data = { service: "mill", reason: "It failed.", problem: "unexpected", attempts: 3, event };
    expect(lettersIn(around)).toMatchObject([{ subject: "mill", causationid: "a", data }]);
    expect(lettersIn(around)[0]?.traceparent.slice(0, 36)).toBe(event.traceparent.slice(0, 36));
    expect(await around.store.tally()).toMatchObject({ parked: 0, dead: 1 });
    expect(counted()).toEqual(["deadLettered GrainCame 1", "retried GrainCame 2"]);
    expect(await consumer.deliver(event)).toBe("done");
    expect(kilosIn(around)).toBeUndefined();
  });

  test("an event that does not fit its schema is a dead letter at once, and says why", async () => {
    const around = surroundings();
    const { consumer } = consumerIn(around);
    expect(await consumer.deliver(grain("a", { farmer: "ada", sacks: "many" }))).toBe("done");
    const reason = expect.stringContaining("sacks");
    expect(lettersIn(around)).toMatchObject([{ data: { problem: "event-invalid", attempts: 1, reason } }]);
  });

  test("an event that nobody listens to here is a dead letter", async () => {
    const around = surroundings();
    const { consumer } = consumerIn(around);
    expect(await consumer.deliver(anEvent("SnowCame"))).toBe("done");
    expect(lettersIn(around)).toMatchObject([{ data: { reason: "mill does not listen to SnowCame." } }]);
  });

  test.each([
    ["nothing", undefined],
    ["a text", "hello"],
    ["an object that says nothing", {}],
    ["an event without an id", { ...grain("a"), id: "" }],
  ])("%s is one dead letter, however often it is delivered", async (_what, delivered) => {
    const around = surroundings();
    const { consumer, counted } = consumerIn(around);
    for (const _ of [1, 2]) expect(await consumer.deliver(structuredClone(delivered) as CloudEvent)).toBe("done");
    expect(lettersIn(around)).toMatchObject([{ data: { problem: "event-invalid" } }]);
    expect(counted()).toEqual(["deadLettered unknown 1"]);
    await consumer.deliver({ other: "rubbish" } as unknown as CloudEvent);
    expect(lettersIn(around)).toHaveLength(2);
  });

  test("handlers see the data that their schema knows", async () => {
    const around = surroundings();
    let seen: object = {};
    const { consumer } = consumerIn(around, async ({ data }) => {
      seen = data;
    });
    await consumer.deliver(grain("a", { farmer: "ada", sacks: 1, colour: "gold" }));
    expect(seen).toEqual({ farmer: "ada", sacks: 1 });
  });
});

describe("a store that is away", () => {
  test("before the event was begun: it goes back to the broker, and no attempt is counted", async () => {
    let isAway = true;
    const around = surroundings({
      seen: (store) => altered(store, { begin: (...given) => (isAway ? away() : store.begin(...given)) }),
    });
    const { consumer, counted } = consumerIn(around);
    expect(await consumer.deliver(grain("a"))).toBe("retry");
    isAway = false;
    expect(await consumer.deliver(grain("a"))).toBe("done");
    expect(counted()).toEqual(["handled GrainCame 1"]);
  });

  test("at the commit: it goes back to the broker, and is handled once the lease is over", async () => {
    let isAway = true;
    const around = surroundings({
      seen: (store) => altered(store, { commit: (commit) => (isAway ? away() : store.commit(commit)) }),
    });
    const { consumer, counted } = consumerIn(around);
    expect(await consumer.deliver(grain("a"))).toBe("retry");
    isAway = false;
    await around.clock.pass(LEASE + 1);
    expect(await consumer.deliver(grain("a"))).toBe("done");
    expect(kilosIn(around)).toBe(100);
    expect(counted()).toEqual(["handled GrainCame 1"]);
  });

  test("something that is no event goes back to the broker too", async () => {
    const around = surroundings({ seen: (store) => altered(store, { commit: away }) });
    const { consumer } = consumerIn(around);
    expect(await consumer.deliver({} as CloudEvent)).toBe("retry");
  });
});

describe("reviving", () => {
  async function deadIn(around: Surroundings, heal: () => boolean) {
    const { consumer } = consumerIn(around, async () => {
      if (!heal()) throw new Problem("event-invalid", { detail: "Not yet." });
    });
    await consumer.deliver(grain("a"));
    expect(await around.store.tally()).toMatchObject({ dead: 1 });
    return consumer;
  }

  test("a dead event is handled under its own id", async () => {
    const around = surroundings();
    let isHealed = false;
    const consumer = await deadIn(around, () => isHealed);
    isHealed = true;
    await consumer.revive(grain("a"));
    await consumer.revive(grain("a"));
    expect(kilosIn(around)).toBe(100);
    expect(await around.store.tally()).toMatchObject({ dead: 0, seen: { GrainCame: 1 } });
  });

  test("one that fails again is a dead letter again", async () => {
    const around = surroundings();
    const consumer = await deadIn(around, () => false);
    await consumer.revive(grain("a"));
    expect(lettersIn(around)).toHaveLength(2);
    expect(await around.store.tally()).toMatchObject({ dead: 1 });
  });

  test("one that is in hand elsewhere is tried later", async () => {
    const around = surroundings();
    const consumer = await deadIn(around, () => false);
    await around.store.begin("a", "another", 1_000, true);
    await expect(consumer.revive(grain("a"))).rejects.toThrow("in hand elsewhere");
  });

  test("what is no event cannot be revived", async () => {
    const { consumer } = consumerIn(surroundings());
    await expect(consumer.revive({} as CloudEvent)).rejects.toMatchObject({ code: "event-invalid" });
  });
});
