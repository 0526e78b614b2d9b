// A relay whose broker takes longer than events come.
import { expect, test } from "vitest";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { silentLog } from "../log.ts";
import { aCommit, anEvent } from "../testing/an-event.ts";
import { type Surroundings, surroundings } from "../testing/mill.ts";
import { Relay } from "./relay.ts";

const CLAIM = 5_000;

function relayIn({ bus, store, clock }: Surroundings) {
  const relay = new Relay(bus, store, clock, CLAIM, silentLog);
  const commit = async (...events: CloudEvent[]) => {
    await store.commit(aCommit({ events, claim: CLAIM }));
    relay.push(events);
  };
  return { relay, commit };
}

test("no more than two batches are at the broker at the same time, however many topics wait", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  let [now, most] = [0, 0];
  const publish = around.bus.publish.bind(around.bus);
  around.bus.publish = async (events) => {
    most = Math.max(most, ++now);
    await around.clock.pass(1);
    now--;
    return publish(events);
  };
  await commit(...["A", "B", "C", "D", "E"].map((type) => anEvent(type)));
  await relay.flush(1_000);
  expect(most).toBe(2);
  expect(around.bus.published).toHaveLength(5);
});

test("a broker that is behind is given no more by the sweep", async () => {
  const around = surroundings();
  const { relay, commit } = relayIn(around);
  around.bus.publish = () => new Promise(() => {});
  for (const type of ["A", "B", "C", "D"]) await commit(...Array.from({ length: 64 }, () => anEvent(type)));
  await around.clock.pass(0);
  const left = anEvent();
  await around.store.commit(aCommit({ events: [left] }));
  await relay.sweep();
  expect((await around.store.takeOutbox(9, 0)).map(({ id }) => id)).toEqual([left.id]);
});
