import { expect, it } from "vitest";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { Host } from "../host.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { silentLog } from "../log.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { Tallies } from "../tallies.ts";
import { ManualClock } from "../testing/manual-clock.ts";
import { REPORT_EVERY, Reporter } from "./reporter.ts";

function aReporter() {
  const clock = new ManualClock();
  const store = new MemoryStore(clock);
  const tallies = new Tallies();
  const said: CloudEvent[] = [];
  const state = { isAway: false };
  const bus: Host["bus"] = {
    async publish(events) {
      if (state.isAway) throw new Error("The broker cannot be reached.");
      said.push(...events);
      return events.map(() => undefined);
    },
    subscribe: () => ({ close: async () => undefined }),
  };
  let id = 0;
  const host: Host = {
    clock,
    random: () => 0.5,
    newId: () => `id-${id++}`,
    bus,
    openStore: () => store,
    log: silentLog,
    environment: {},
    declarations: [],
    fleet: undefined,
    limits: DEFAULT_LIMITS,
  };
  const reporter = new Reporter(host, {
    service: "mill",
    store,
    tallies,
    inHand: () => 0,
    faults: () => undefined,
    isObserver: false,
    topics: ["GrainCame"],
    every: REPORT_EVERY,
  });
  const period = async () => {
    await clock.pass(REPORT_EVERY);
    await reporter.tick();
  };
  return { reporter, tallies, said, state, period };
}

it("says once in a period what a replica has done, of its own events only", async () => {
  const { reporter, tallies, said, period } = aReporter();
  tallies.count("handled", "GrainCame");
  tallies.count("handled", "Heartbeat");
  await period();
  await reporter.tick();
  expect(said.map(({ data }) => data)).toMatchObject([{ service: "mill", handled: 1, seen: { GrainCame: 0 } }]);
});
it("says once more that nothing has changed, and then keeps quiet for a while", async () => {
  const { said, period } = aReporter();
  for (let at = 0; at < 6; at++) await period();
  expect(said).toHaveLength(2);
  await period();
  expect(said).toHaveLength(3);
});
it("goes on when the broker was away", async () => {
  const { tallies, said, state, period } = aReporter();
  state.isAway = true;
  await period();
  state.isAway = false;
  tallies.count("handled", "GrainCame");
  await period();
  expect(said.map(({ data }) => data)).toMatchObject([{ handled: 1 }]);
});
it("says that it leaves, at once and without anything new", async () => {
  const { reporter, said, period } = aReporter();
  await period();
  await reporter.leave();
  expect(said.map(({ data }) => "leaving" in data)).toEqual([false, true]);
});
