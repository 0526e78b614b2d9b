import { expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { loggerTo, silentLog } from "../log.ts";
import { aCommit, anEvent } from "../testing/an-event.ts";
import { altered, FakeBus, type Surroundings, surroundings } from "../testing/mill.ts";
import { Relay } from "./relay.ts";

const CLAIM = 5_000;

function relayIn({ bus, store, clock }: Surroundings) {
  const relay = new Relay(bus, store, clock, CLAIM, silentLog);
  /** As a unit of work does: committed with a claim, and given to the relay. */
  const commit = async (...events: CloudEvent[]) => {
    await store.commit(aCommit({ events, claim: CLAIM }));
    relay.push(events);
  };
  return { relay, commit };
}
const idsOf = ({ published }: FakeBus) => published.map(({ id }) => id);

test("what is committed is published at once, in its order, and leaves the outbox", async () => {
  const around = surroundings();
  const { commit } = relayIn(around);
  const events = Array.from({ length: 600 }, () => anEvent());
  await commit(...events);
  await around.clock.pass(0);
  expect(around.bus.published).toEqual(events);
  expect(await around.store.tally()).toMatchObject({ outbox: 0, journal: 600 });
});

test("what comes while another publication is under way goes with the next", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  let calls = 0;
  const publish = around.bus.publish.bind(around.bus);
  around.bus.publish = async (events) => {
    calls++;
    await Promise.resolve();
    return publish(events);
  };
  for (let at = 0; at < 50; at++) await commit(anEvent());
  await relay.flush(1_000);
  expect(around.bus.published).toHaveLength(50);
  expect(calls).toBeLessThan(50);
});

test("while the broker is away everything stays in the outbox, and is published when it is back", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  around.bus.isAway = true;
  const events = [anEvent(), anEvent()];
  for (const event of events) await commit(event);
  await around.clock.pass(0);
  expect(await around.store.tally()).toMatchObject({ outbox: 2, journal: 0 });
  around.bus.isAway = false;
  await relay.sweep();
  expect(around.bus.published).toEqual([]);
  await around.clock.pass(CLAIM);
  await relay.sweep();
  await around.clock.pass(0);
  expect(around.bus.published).toEqual(events);
  expect(await around.store.tally()).toMatchObject({ outbox: 0, journal: 2 });
});

test("an event that the broker refuses stays, and the others are gone", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  const [good, bad] = [anEvent(), anEvent()];
  around.bus.take = ({ id }) => (id === bad.id ? new Error("Not this one.") : undefined);
  await commit(good, bad);
  await around.clock.pass(CLAIM);
  expect(idsOf(around.bus)).toEqual([good.id]);
  expect(await around.store.tally()).toMatchObject({ outbox: 1, journal: 1 });
  around.bus.take = () => undefined;
  await relay.sweep();
  await around.clock.pass(0);
  expect(idsOf(around.bus)).toEqual([good.id, bad.id]);
});

test("after nothing was taken, what is taken next still leaves", async () => {
  const around = surroundings();
  const { commit } = relayIn(around);
  around.bus.take = () => new Error("Not now.");
  await commit(anEvent());
  await around.clock.pass(0);
  around.bus.take = () => undefined;
  await commit(anEvent());
  await around.clock.pass(0);
  expect(await around.store.tally()).toMatchObject({ outbox: 1, journal: 1 });
});

test("an entry leaves only after the broker has taken it", async () => {
  const around = surroundings();
  const { commit } = relayIn(around);
  let outboxMeanwhile: number | undefined;
  const publish = around.bus.publish.bind(around.bus);
  around.bus.publish = async (events) => {
    const results = await publish(events);
    outboxMeanwhile = (await around.store.tally()).outbox;
    return results;
  };
  await commit(anEvent());
  await around.clock.pass(0);
  expect(outboxMeanwhile).toBe(1);
  expect(await around.store.tally()).toMatchObject({ outbox: 0 });
});

test("when the store is away after the publication, the event is published again with the same id", async () => {
  const around = surroundings();
  let isAway = true;
  const store = altered(around.store, {
    published: async (ids) => {
      if (isAway) throw new Error("The store is away.");
      await around.store.published(ids);
    },
  });
  const relay = new Relay(around.bus, store, around.clock, CLAIM, silentLog);
  const event = anEvent();
  await around.store.commit(aCommit({ events: [event] }));
  await relay.sweep();
  await around.clock.pass(CLAIM);
  isAway = false;
  await relay.sweep();
  await around.clock.pass(0);
  expect(idsOf(around.bus)).toEqual([event.id, event.id]);
  expect(await around.store.tally()).toMatchObject({ outbox: 0 });
});

test("what a dead replica left is published by another when its claim has run out", async () => {
  const around = surroundings();
  const { relay } = relayIn(around);
  await around.store.commit(aCommit({ events: [anEvent()], claim: CLAIM }));
  await relay.sweep();
  expect(around.bus.published).toEqual([]);
  await around.clock.pass(CLAIM + 1);
  await relay.sweep();
  await around.clock.pass(0);
  expect(around.bus.published).toHaveLength(1);
});

test("what was left is published also while new events never end", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  const left = anEvent("Left");
  await around.store.commit(aCommit({ events: [left] }));
  const publish = around.bus.publish.bind(around.bus);
  let rounds = 0;
  around.bus.publish = async (events) => {
    if (++rounds < 1_000 && events[0]?.type !== left.type) void commit(anEvent());
    await Promise.resolve();
    return publish(events);
  };
  await commit(anEvent());
  await relay.sweep();
  expect(rounds).toBeLessThan(100);
  expect(idsOf(around.bus)).toContain(left.id);
});

test("what waits in a lane is not sent a second time by the sweep", async () => {
  const around = surroundings();
  const relay = new Relay(
    Object.assign(around.bus, { pause: { shortest: 10_000, longest: 10_000 } }),
    around.store,
    around.clock,
    CLAIM,
    silentLog,
  );
  for (const event of [anEvent(), anEvent()]) {
    await around.store.commit(aCommit({ events: [event], claim: CLAIM }));
    relay.push([event]);
    await around.clock.pass(0);
  }
  await around.clock.pass(CLAIM + 1);
  await relay.sweep();
  expect(around.bus.published).toHaveLength(1);
  await around.clock.pass(CLAIM);
  expect(around.bus.published).toHaveLength(2);
});

test.each(["just committed", "left by a dead replica"])(
  "while the broker does not answer, what was %s is not sent a second time, and afterwards it is",
  async (from) => {
    const around = surroundings();
    const { relay, commit } = relayIn(around);
    const event = anEvent();
    const sent: string[] = [];
    let fail: (why: Error) => void = () => {};
    const publish = around.bus.publish.bind(around.bus);
    around.bus.publish = (events) => {
      sent.push(...events.map(({ id }) => id));
      return new Promise((_, reject) => {
        fail = reject;
      });
    };
    const sweepLater = async () => {
      await around.clock.pass(CLAIM + 1);
      const sweeping = relay.sweep();
      await around.clock.pass(CLAIM + 1);
      await sweeping;
    };
    if (from === "just committed") await commit(event);
    else await around.store.commit(aCommit({ events: [event] }));
    for (let round = 0; round < 4; round++) await sweepLater();
    expect(sent).toEqual([event.id]);

    fail(new Error("The broker has not answered."));
    around.bus.publish = publish;
    await sweepLater();
    expect(idsOf(around.bus)).toEqual([event.id]);
    expect(await around.store.tally()).toMatchObject({ outbox: 0 });
  },
);

test("flushing waits for what is on its way, and not for ever", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  await relay.flush(1_000);
  around.bus.publish = () => new Promise(() => {});
  await commit(anEvent());
  let isFlushed = false;
  const flushing = relay.flush(1_000).finally(() => {
    isFlushed = true;
  });
  await around.clock.pass(999);
  expect(isFlushed).toBe(false);
  await around.clock.pass(1);
  await flushing;
});

test("pushing nothing changes nothing", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  relay.push([]);
  await commit(anEvent());
  await around.clock.pass(0);
  expect(around.bus.published).toHaveLength(1);
});

test("where a call is dear, one goes at once, and those that follow it soon go together", async () => {
  const around = surroundings();
  const sent: string[][] = [];
  const publish = around.bus.publish.bind(around.bus);
  const bus = Object.assign(around.bus, { pause: { shortest: 10, longest: 10 } });
  bus.publish = (events) => {
    sent.push(events.map(({ id }) => id));
    return publish(events);
  };
  const { commit } = relayIn({ ...around, bus });
  const come = async (id: string, type = "ThingHappened") => {
    await commit(anEvent(type, { id }));
    await around.clock.pass(3);
  };
  for (const id of ["a", "b", "c"]) await come(id);
  await come("other", "ThingEnded");
  expect(sent).toEqual([["a"], ["other"], ["b", "c"]]);
  await around.clock.pass(20);
  await come("d");
  expect(sent.at(-1)).toEqual(["d"]);
  expect(await around.store.tally()).toMatchObject({ outbox: 0, journal: 5 });
});

test.each([
  ["refuses it", (error: Error) => [error]],
  [
    "is away",
    (error: Error) => {
      throw error;
    },
  ],
])("when the broker %s and quotes an event, the log says nothing of it that is personal", async (_, answer) => {
  const around = surroundings();
  const lines: string[] = [];
  const log = loggerTo({ write: (line: string) => void lines.push(line) }, "info");
  const { example } = OrderCreated;
  const address = { name: "Ada Example", line1: "1 Mill Lane", city: "Berlin", postalCode: "10115", country: "DE" };
  const event = anEvent(OrderCreated.name, { data: { ...example, shippingAddress: address } });
  around.bus.publish = async () => answer(new Error(`413 too large: ${JSON.stringify(event)}`));
  new Relay(around.bus, around.store, around.clock, CLAIM, log, [OrderCreated]).push([event]);
  await around.clock.pass(0);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("413 too large");
  expect(lines[0]).toContain(event.id);
  for (const secret of ["Mill Lane", "Ada Example", example.customerEmail]) expect(lines[0]).not.toContain(secret);
});
