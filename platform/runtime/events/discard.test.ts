import { expect, test } from "vitest";
import { aCommit } from "../testing/an-event.ts";
import { surroundings } from "../testing/mill.ts";
import { discard } from "./discard.ts";

const LEASE = 1_000;
const discarded = { eventId: "a", event: "GrainCame", time: "2026-01-01T00:00:00.000Z", problem: "unexpected" };
const deadIn = ({ store }: ReturnType<typeof surroundings>, topic: string) =>
  store.commit(aCommit({ mark: { eventId: "a", topic, standing: "dead" } }));

test("an event that was given up is handled from now on, and counted once", async () => {
  const around = surroundings();
  await deadIn(around, "GrainCame");
  for (let time = 0; time < 2; time++) await discard(around.store, discarded, "me", LEASE);
  expect(await around.store.begin("a", "me", LEASE)).toBe("done");
  expect(await around.store.tally()).toMatchObject({ dead: 0, seen: { GrainCame: 1 } });
});

test("rubbish never counts as one of the events that were published", async () => {
  const around = surroundings();
  await deadIn(around, "$invalid");
  await discard(around.store, { ...discarded, problem: "event-invalid" }, "me", LEASE);
  expect(await around.store.tally()).toMatchObject({ dead: 0, seen: { $invalid: 1 } });
  expect((await around.store.minutes()).seen).toEqual([]);
});

test("what only a sidecar gave up counts as seen, so that nobody asks for it again", async () => {
  const { store } = surroundings();
  await discard(store, discarded, "me", LEASE);
  expect(await store.tally()).toMatchObject({ seen: { GrainCame: 1 } });
  expect(await store.begin("a", "me", LEASE)).toBe("done");
});

test("an event that is in hand or waits for its next attempt is not touched", async () => {
  const { store, clock } = surroundings();
  await store.begin("a", "another", LEASE);
  await expect(discard(store, discarded, "me", LEASE)).rejects.toThrow("in hand");
  await clock.pass(LEASE + 1);
  const standing = { event: {} as never, attempts: 1, dueAt: 0, firstFailedAt: 0, reason: "" };
  await store.commit(aCommit({ mark: { eventId: "a", topic: "GrainCame", standing } }));
  await discard(store, discarded, "me", LEASE);
  expect(await store.tally()).toMatchObject({ parked: 1, seen: { GrainCame: 1 } });
});
