import { expect, test } from "vitest";
import { type Clock, sleep } from "../clock.ts";
import { anEvent } from "../testing/an-event.ts";
import { ManualClock } from "../testing/manual-clock.ts";
import { Lane } from "./lane.ts";

/** Milliseconds from the last call but one to the last, while an event comes every two and a call takes so long. */
async function pauseWhereACallTakes(takes: number): Promise<number> {
  const clock = new ManualClock();
  const calls: number[] = [];
  const send = (): Promise<void> => {
    calls.push(clock.now());
    return sleep(clock, takes);
  };
  const lane = new Lane({ clock, pause: { shortest: 10, longest: 100 }, send });
  while (calls.length < 4) {
    lane.add(anEvent());
    await clock.pass(2);
  }
  return (calls[3] ?? 0) - (calls[2] ?? 0);
}

test.each([
  ["is the shortest where calls are answered at once", 1, 10, 14],
  ["is longer where they take longer, so that more go together", 10, 38, 44],
  ["has an end", 60, 98, 104],
])("the pause between two calls %s", async (_, takes, least, most) => {
  const pause = await pauseWhereACallTakes(takes);
  expect(pause).toBeGreaterThanOrEqual(least);
  expect(pause).toBeLessThanOrEqual(most);
});

test("a whole batch does not wait for the pause to end", async () => {
  const clock = new ManualClock();
  const sent: number[] = [];
  const send = async (events: readonly unknown[]): Promise<void> => void sent.push(events.length);
  const lane = new Lane({ clock, pause: { shortest: 1_000, longest: 1_000 }, send });
  for (let at = 0; at < 200; at++) lane.add(anEvent());
  await clock.pass(0);
  expect(sent).toEqual([64, 64, 64]);
  expect(lane.waiting).toHaveLength(8);
  for (let at = 0; at < 60; at++) lane.add(anEvent());
  await clock.pass(0);
  expect(sent.slice(3), "those that come during the pause fill a batch").toEqual([64]);
  await clock.pass(1_000);
  expect(sent.slice(4)).toEqual([4]);
});

test("a clock that is put back holds nothing up", async () => {
  const clock = new ManualClock();
  let behind = 0;
  const adjusted: Clock = {
    now: () => clock.now() - behind,
    setTimer: (delay, run) => clock.setTimer(delay, run),
    defer: (run) => clock.defer(run),
  };
  let sent = 0;
  const send = async (events: readonly unknown[]): Promise<void> => void (sent += events.length);
  const lane = new Lane({ clock: adjusted, pause: { shortest: 10, longest: 100 }, send });
  lane.add(anEvent());
  await clock.pass(1_000);
  behind = 3_600_000;
  lane.add(anEvent());
  await clock.pass(100);
  expect(sent).toBe(2);
});
