import { expect, test } from "vitest";
import { aCommit, anEvent } from "../testing/an-event.ts";
import { surroundings } from "../testing/mill.ts";
import { GapWatch } from "./gap-watch.ts";
import { heartbeat } from "./heartbeat.ts";

const BEAT = 5_000;
let number = 0;
const said = (at: number, ...topics: [topic: string, committed: number, forgotten?: number][]) => ({
  service: "shop",
  number: ++number,
  at,
  topics: topics.map(([topic, committed, forgotten = 0]) => ({ topic, committed, forgotten })),
});

function watching() {
  const around = surroundings();
  const doubted: string[] = [];
  const watch = new GapWatch(around.store, ["Created", "Closed"], (topic) => doubted.push(topic));
  const see = (eventId: string, topic: string) =>
    around.store.commit(aCommit({ mark: { eventId, topic, standing: "done" } }));
  /** So many heartbeats that say the same; what was asked for. */
  const beats = async (times: number, ...topics: Parameters<typeof said>[1][]) => {
    const asked: unknown[] = [];
    for (let beat = 0; beat < times; beat++) {
      await around.clock.pass(BEAT);
      const facts = await watch.compare(said(around.clock.now(), ...topics));
      asked.push(...facts.map(({ data }) => data));
    }
    return asked;
  };
  return { ...around, watch, see, beats, doubted };
}

test("a publisher whose event did not arrive is asked to repeat that topic", async () => {
  const { see, beats, clock } = watching();
  await see("a", "Created");
  await beats(1, ["Created", 1], ["Closed", 0]);
  const agreedAt = clock.now();
  const asked = await beats(5, ["Created", 2], ["Closed", 0]);
  expect(asked).toMatchObject([{ scope: "Created", topic: "Created", since: agreedAt - 60_000 }]);
});

test("as soon as it arrives all is well", async () => {
  const { see, beats } = watching();
  await beats(3, ["Created", 1]);
  await see("a", "Created");
  expect(await beats(100, ["Created", 1])).toEqual([]);
});

test("topics that are none of ours are left alone", async () => {
  const { beats, store } = watching();
  expect(await beats(10, ["Others", 5])).toEqual([]);
  expect(store.dump("$progress").records.size).toBe(0);
});

test("of two replicas that hear the same, one asks", async () => {
  const { store, clock, beats } = watching();
  await beats(3, ["Created", 1]);
  await clock.pass(BEAT);
  const replicas = [new GapWatch(store, ["Created"]), new GapWatch(store, ["Created"])];
  const facts = await Promise.all(replicas.map((replica) => replica.compare(said(clock.now(), ["Created", 1]))));
  expect(facts.flat()).toHaveLength(1);
});

test("a heartbeat says what was committed and forgotten, of every topic but its own", async () => {
  const { store } = surroundings();
  expect(await heartbeat("mill", store)).toEqual([]);
  expect(await heartbeat("mill", store, true)).toMatchObject([{ data: { number: 1, topics: [] } }]);
  await store.commit(aCommit({ events: [anEvent("Created"), anEvent("Created"), anEvent("Heartbeat")] }));
  const [beat] = await heartbeat("mill", store);
  const topics = [{ topic: "Created", committed: 2, forgotten: 0 }];
  expect(beat).toMatchObject({
    event: { name: "Heartbeat" },
    data: { service: "mill", number: 2, at: store.now(), topics },
  });
});

test("a topic that replays do not bring is doubted, but not for ever", async () => {
  const { see, beats, doubted } = watching();
  await see("a", "Created");
  await beats(1, ["Created", 1], ["Closed", 0]);
  await beats(4, ["Created", 2], ["Closed", 0]);
  expect(doubted).toEqual(["Created"]);
  await beats(400, ["Created", 2], ["Closed", 0]);
  expect(doubted).toEqual(["Created", "Created", "Created"]);
});

test("a topic that is merely slow is not doubted", async () => {
  const { see, beats, doubted } = watching();
  for (let at = 1; at < 10; at++) {
    await see(`event-${at}`, "Created");
    await beats(2, ["Created", 20], ["Closed", 0]);
  }
  expect(doubted).toEqual([]);
});
