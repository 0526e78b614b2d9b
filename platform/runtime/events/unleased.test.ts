// A service without partners outside: nothing of its handlers is to be seen before their commit, so nothing is leased.
import { expect, test } from "vitest";
import { emit } from "../../declare/event.ts";
import { implement } from "../../declare/implementation.ts";
import { Tallies } from "../tallies.ts";
import { anEvent } from "../testing/an-event.ts";
import { altered, FlourMade, mill, type Surroundings, surroundings } from "../testing/mill.ts";
import { Consumer } from "./consumer.ts";
import { HandlerTable } from "./handler-table.ts";

const LEASE = 15_000;
const grain = (id: string) => anEvent("GrainCame", { id, data: { farmer: "ada", sacks: 2 } });

function pureIn(around: Surroundings, first: () => Promise<void> = async () => {}) {
  const tallies = new Tallies();
  const service = implement(mill, {
    reactions: {
      onGrainCame: async ({ data }, work) => {
        await first();
        work.state.stock.add("kilos", data.sacks * 50);
        return [emit(FlourMade, { farmer: data.farmer, kilos: data.sacks * 50 })];
      },
    },
  });
  const consumer = new Consumer(around.host, around.context, new HandlerTable(service, [mill], []), "me", tallies);
  const counted = () => tallies.entries().map(({ kind, topic, count }) => `${kind} ${topic} ${count}`);
  return { consumer, counted };
}
const kilosIn = ({ store }: Surroundings) => store.dump("stock").counters.get("kilos");

async function retryParked(around: Surroundings, consumer: Consumer): Promise<void> {
  for (const parked of await around.store.takeParked(100, LEASE)) await consumer.retry(parked);
}

test("nothing is leased: several at once are all done, and one of them counts", async () => {
  const around = surroundings({
    seen: (store) => altered(store, { begin: () => Promise.reject(new Error("No lease is needed.")) }),
  });
  const { consumer, counted } = pureIn(around);
  const verdicts = await Promise.all([1, 2, 3].map(() => consumer.deliver(grain("a"))));
  expect([...verdicts, await consumer.deliver(grain("a"))]).toEqual(["done", "done", "done", "done"]);
  expect(kilosIn(around)).toBe(100);
  expect(counted()).toEqual(["handled GrainCame 4"]);
  expect(consumer.inHand).toBe(0);
});

test("an event that somebody has in hand goes back to the broker", async () => {
  const around = surroundings();
  const { consumer } = pureIn(around);
  await around.store.begin("a", "another", LEASE);
  expect(await consumer.deliver(grain("a"))).toBe("retry");
  expect(kilosIn(around)).toBeUndefined();
  await around.clock.pass(LEASE + 1);
  expect(await consumer.deliver(grain("a"))).toBe("done");
  expect(kilosIn(around)).toBe(100);
});

test("one that is parked or dead changes nothing when it comes again", async () => {
  const around = surroundings({ limits: { retry: { attempts: 2, first: 10, longest: 10, longestOutage: 1 } } });
  const { consumer } = pureIn(around, () => Promise.reject(new Error("Broken.")));
  for (const standing of [
    { parked: 1, dead: 0 },
    { parked: 0, dead: 1 },
  ]) {
    expect(await consumer.deliver(grain("a"))).toBe("done");
    expect(await pureIn(around).consumer.deliver(grain("a"))).toBe("done");
    expect(kilosIn(around)).toBeUndefined();
    expect(await around.store.tally()).toMatchObject({ parked: 1, dead: 0 });
    await around.clock.pass(11);
    if (standing.parked) continue;
    await retryParked(around, consumer);
    expect(await pureIn(around).consumer.deliver(grain("a"))).toBe("done");
    expect(await around.store.tally()).toMatchObject(standing);
    expect(kilosIn(around)).toBeUndefined();
  }
});

test("one that can never succeed is one dead letter, also when it comes several times at once", async () => {
  const around = surroundings();
  const { consumer, counted } = pureIn(around);
  const rubbish = anEvent("GrainCame", { id: "a", data: { sacks: "many" } });
  await Promise.all([1, 2, 3].map(() => consumer.deliver(rubbish)));
  expect(await consumer.deliver(rubbish)).toBe("done");
  expect(around.relayed.filter(({ type }) => type === "mill.dead-letter")).toHaveLength(1);
  expect(await around.store.tally()).toMatchObject({ dead: 1 });
  expect(counted()).toEqual(["deadLettered GrainCame 1"]);
});
