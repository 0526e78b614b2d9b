import { expect, test } from "vitest";
import { ReplayRequested } from "../../declare/control-events.ts";
import { HOUR, MINUTE } from "../../declare/duration.ts";
import { type Log, silentLog } from "../log.ts";
import { heardOf } from "../report/seen.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { minuteOf } from "../store/minute.ts";
import type { Store } from "../store/port.ts";
import { aCommit, anEvent } from "../testing/an-event.ts";
import { altered, CAUSE, surroundings } from "../testing/mill.ts";
import { transact } from "../transaction/transact.ts";
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

function watching(seen?: (store: Store) => Store) {
  const around = surroundings(seen && { seen });
  const doubted: string[] = [];
  const errors: object[] = [];
  const log: Log = { ...silentLog, error: (fields) => void errors.push(fields) };
  const doubt = (topic: string, replay: number) => void doubted.push(`${topic} ${replay}`);
  const watch = new GapWatch(around.context.store, ["Created", "Closed"], { log, journalKept: HOUR, doubt });
  /** What a replica asks for when it hears this. */
  const hear = async (heard: ReturnType<typeof said>, replica = watch) => {
    around.relayed.length = 0;
    await transact(around.context, { emits: [ReplayRequested], cause: CAUSE }, async (_, staging) => ({
      value: undefined,
      facts: await replica.compare(heard, staging),
    }));
    return around.relayed.map(({ data }) => data);
  };
  const see = (eventId: string, topic: string) =>
    around.store.commit(aCommit({ mark: { eventId, topic, standing: "done" } }));
  /** So many heartbeats that say the same; what was asked for. */
  const beats = async (times: number, ...topics: Parameters<typeof said>[1][]) => {
    const asked: unknown[] = [];
    for (let beat = 0; beat < times; beat++) {
      await around.clock.pass(BEAT);
      asked.push(...(await hear(said(around.clock.now(), ...topics))));
    }
    return asked;
  };
  return { ...around, hear, see, beats, doubted, errors };
}

test("a publisher whose event did not arrive is asked to repeat that topic", async () => {
  const { see, beats, clock } = watching();
  await see("a", "Created");
  await beats(1, ["Created", 1], ["Closed", 0]);
  const agreedAt = clock.now();
  const asked = await beats(5, ["Created", 2], ["Closed", 0]);
  expect(asked).toMatchObject([{ scope: "Created", topic: "Created", since: agreedAt - 60_000 }]);
});

test("an event that is lost from a topic that never pauses is asked for while others come", async () => {
  const { store, clock, hear } = watching();
  const publisher = { store: new MemoryStore(clock, { freeze: true }) };
  const asked: unknown[] = [];
  let lostAt = 0;
  for (let beat = 0; beat < 60 && asked.length === 0; beat++) {
    await clock.pass(BEAT);
    const event = anEvent("Created", { time: new Date(clock.now()).toISOString() });
    await publisher.store.commit(aCommit({ events: [event] }));
    if (beat === 3) lostAt = clock.now();
    else
      await store.commit(
        aCommit({ mark: { eventId: event.id, topic: event.type, minute: minuteOf(event.time), standing: "done" } }),
      );
    const [emission] = await heartbeat("shop", publisher.store);
    const data = emission?.data as Parameters<typeof hear>[0];
    asked.push(...(await hear({ ...data, number: beat + 1 })));
  }
  expect(asked).toMatchObject([{ topic: "Created", since: Math.floor(lostAt / MINUTE) * MINUTE }]);
  expect(clock.now() - lostAt).toBeLessThan(4 * MINUTE);
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
  const { store, clock, hear, beats } = watching();
  await beats(3, ["Created", 1]);
  await clock.pass(BEAT);
  const heard = said(clock.now(), ["Created", 1]);
  const other = new GapWatch(store, ["Created"], { log: silentLog, journalKept: HOUR });
  await Promise.all([hear(heard), hear(heard, other)]);
  expect(await store.tally()).toMatchObject({ outbox: 1 });
});

test("a replica that dies while it asks has noted nothing, so the next one asks", async () => {
  let isDying = false;
  const { beats } = watching((store) =>
    altered(store, {
      commit: (commit) => {
        if (isDying && commit.changes.events.length > 0) throw new Error("Killed.");
        return store.commit(commit);
      },
    }),
  );
  await beats(3, ["Created", 1]);
  isDying = true;
  expect(await beats(1, ["Created", 1]).catch(String)).toContain("Killed");
  isDying = false;
  expect(await beats(1, ["Created", 1])).toHaveLength(1);
});

test("what the journal has forgotten is given up aloud, and asked for no more", async () => {
  const { store, see, beats, errors } = watching();
  await see("a", "Created");
  await beats(1, ["Created", 1]);
  await beats(300, ["Created", 2, 2]);
  expect(errors).toEqual([{ publisher: "shop", topic: "Created", lost: 1 }]);
  expect(await beats(500, ["Created", 2, 2])).toEqual([]);
  const told = await heardOf(store, ["Created", "Closed"], await store.tally());
  expect(told).toEqual({ seen: { Created: 2, Closed: 0 }, lost: { Created: 1, Closed: 0 } });
});

test("a heartbeat says what was committed and forgotten, of every topic but its own", async () => {
  const { store } = surroundings();
  expect(await heartbeat("mill", store)).toEqual([]);
  expect(await heartbeat("mill", store, true)).toMatchObject([{ data: { number: 1, topics: [] } }]);
  await store.commit(aCommit({ events: [anEvent("Created"), anEvent("Created"), anEvent("Heartbeat")] }));
  const [beat] = await heartbeat("mill", store);
  const topics = [{ topic: "Created", committed: 2, forgotten: 0, minutes: [] }];
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
  expect(doubted).toEqual(["Created 1"]);
  await beats(400, ["Created", 2], ["Closed", 0]);
  expect(doubted).toEqual(["Created 1", "Created 2", "Created 3"]);
});

test("a topic that is merely slow is not doubted", async () => {
  const { see, beats, doubted } = watching();
  for (let at = 1; at < 10; at++) {
    await see(`event-${at}`, "Created");
    await beats(2, ["Created", 20], ["Closed", 0]);
  }
  expect(doubted).toEqual([]);
});
