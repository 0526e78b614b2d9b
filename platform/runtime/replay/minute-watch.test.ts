import { expect, test } from "vitest";
import { MINUTE, SECOND } from "../../declare/duration.ts";
import { type MinuteOfTopic, type ShortMinute, watchMinutes } from "./minute-watch.ts";

const BEAT = 5 * SECOND;
const START = 1_767_225_600_000;
const FIRST = START / MINUTE;
type Beat = readonly [seenInAll: number, ...minutes: readonly (readonly [committed: number, seen: number])[]];

/** One heartbeat after the other, five seconds apart, each with the minutes from the first on; when a replay was asked for, and from which minute on. */
function after(beats: readonly Beat[]) {
  let short: ShortMinute | undefined;
  const replays: { at: number; fromMinute: number }[] = [];
  for (const [number, [seenInAll, ...counts]] of beats.entries()) {
    const minutes = counts.map(([committed, seen], at): MinuteOfTopic => ({ minute: FIRST + at, committed, seen }));
    const told = watchMinutes(short, minutes, seenInAll, START + number * BEAT);
    short = told.short;
    if (told.repeatSince !== undefined)
      replays.push({ at: number * BEAT, fromMinute: told.repeatSince / MINUTE - FIRST });
  }
  return replays;
}
const busy = (times: number, ...minutes: (readonly [number, number])[]): Beat[] =>
  Array.from({ length: times }, (_, at): Beat => [at, ...minutes]);

test("minutes of which all was seen are left alone", () => {
  expect(after(busy(1_000, [5, 5], [9, 10]))).toEqual([]);
});

test("a minute that stays short while newer events come is asked for", () => {
  expect(after(busy(8, [5, 5], [9, 8], [7, 7]))).toEqual([{ at: 30 * SECOND, fromMinute: 1 }]);
});

test("the oldest such minute goes first, and the next is found once that is settled", () => {
  const replays = after([...busy(8, [5, 4], [9, 8]), ...busy(8, [5, 5], [9, 8])]);
  expect(replays.map(({ fromMinute }) => fromMinute)).toEqual([0, 1]);
});

test("a consumer that is behind and goes on is waited for", () => {
  expect(after(Array.from({ length: 500 }, (_, at): Beat => [at, [1_000, at]]))).toEqual([]);
});

test("where nothing comes in at all, the minutes say nothing", () => {
  expect(after(Array.from({ length: 500 }, (): Beat => [7, [5, 4]]))).toEqual([]);
});

test("a replay that does not help is repeated later and later", () => {
  const replays = after(busy(120, [5, 4]));
  expect(replays.map(({ at }) => at / SECOND)).toEqual([30, 90, 210, 450]);
});
