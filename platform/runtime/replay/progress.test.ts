import { expect, test } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../declare/duration.ts";
import { advance, heardLate, type Progress } from "./progress.ts";

const BEAT = 5 * SECOND;
type Beat = readonly [committed: number, seen: number, forgotten?: number];

/** One heartbeat after the other, five seconds apart; when a replay was asked for, and from when on. */
function after(beats: readonly Beat[]) {
  let known: Progress | undefined;
  const replays: { at: number; since: number }[] = [];
  lostAt = [];
  for (const [number, [committed, seen, forgotten = 0]] of beats.entries()) {
    const now = HOUR_ZERO + number * BEAT;
    const count = { committed, seen, forgotten };
    const { progress, repeatSince, lost } = advance(known, count, { number, at: now }, now, HOUR);
    known = progress;
    if (lost !== undefined) lostAt.push({ at: number * BEAT, lost });
    if (repeatSince !== undefined) replays.push({ at: number * BEAT, since: repeatSince - HOUR_ZERO });
  }
  return replays;
}
/** What was given up in the last run. */
let lostAt: { at: number; lost: number }[] = [];
const HOUR_ZERO = 1_767_225_600_000;
const repeated = (beat: Beat, times: number): Beat[] => Array.from({ length: times }, () => beat);

test("while everything arrives, nothing is asked for", () => {
  expect(after([[0, 0], [5, 5], [9, 9], ...repeated([9, 9], 1_000)])).toEqual([]);
});

test("a loss is found when nothing has moved for a while, and asked for from before it", () => {
  const [first] = after([[5, 5], ...repeated([9, 8], 10)]);
  // Stalled since the second beat, found 15 s later; agreed at the first.
  expect(first).toEqual({ at: 20 * SECOND, since: -MINUTE });
});

test("a slow consumer is waited for as long as it goes on", () => {
  const slow = Array.from({ length: 500 }, (_, at): Beat => [1_000, at]);
  expect(after(slow)).toEqual([]);
});

test("a loss in the midst of new events is found when they pause", () => {
  const busy = Array.from({ length: 50 }, (_, at): Beat => [at + 2, at + 1]);
  expect(after([[1, 1], ...busy])).toEqual([]);
  expect(after([[1, 1], ...busy, ...repeated([51, 50], 5)])).toHaveLength(1);
});

test("when a replay does not help, the next ones come later and go back further, up to the beginning", () => {
  const replays = after([[5, 5], ...repeated([9, 8], 1_000)]);
  expect(replays.slice(0, 4).map(({ since }) => since)).toEqual([-MINUTE, -10 * MINUTE, -HOUR_ZERO, -HOUR_ZERO]);
  const pauses = replays.slice(1).map(({ at }, index) => at - (replays[index]?.at ?? 0));
  expect(pauses.slice(0, 5)).toEqual([30, 60, 120, 240, 480].map((seconds) => seconds * SECOND));
  expect(Math.max(...pauses)).toBe(10 * MINUTE);
});

test("once it is settled, the next loss is asked for as promptly as the first", () => {
  const lost = repeated([9, 8], 30);
  const again = repeated([12, 10], 5);
  const replays = after([[5, 5], ...lost, [9, 9], ...again]);
  const settledAt = (1 + lost.length) * BEAT;
  expect(replays.at(-1)).toEqual({ at: settledAt + BEAT + 15 * SECOND, since: settledAt - MINUTE });
});

test("what the journal has forgotten is given up after one more replay, and the next loss is found as promptly as the first", () => {
  const gone = repeated([9, 8, 9], 100);
  expect(after([[5, 5], ...gone])).toHaveLength(3);
  expect(lostAt).toEqual([{ at: 230 * SECOND, lost: 1 }]);
  const replays = after([[5, 5], ...gone, ...repeated([12, 10, 9], 5)]);
  expect(replays.at(-1)).toEqual({ at: (101 + 3) * BEAT, since: 100 * BEAT - MINUTE });
});

test("what may still be in the journal is asked for until its time is over", () => {
  const silent = repeated([9, 8, 8], 1_000);
  after([[5, 5], ...silent.slice(0, HOUR / BEAT)]);
  expect(lostAt).toEqual([]);
  after([[5, 5], ...silent]);
  expect(lostAt).toEqual([{ at: 20 * SECOND + 3_930 * SECOND + 10 * MINUTE, lost: 1 }]);
});

test("what has gone missing later than what is given up is still asked for", () => {
  const later = after([[5, 5], ...repeated([9, 8, 8], 5), ...repeated([12, 10, 9], 100)]);
  expect(lostAt).toMatchObject([{ lost: 1 }]);
  expect(later.filter(({ at }) => at > (lostAt[0]?.at ?? 0)).length).toBeGreaterThan(0);
});

test("a replay that brings something is answered: nothing is given up", () => {
  after([[5, 5], ...repeated([9, 6, 9], 40), ...repeated([9, 7, 9], 1), ...repeated([9, 9, 9], 500)]);
  expect(lostAt).toEqual([]);
});

test("what the publisher had forgotten before we first listened is not missed", () => {
  expect(after(repeated([1_000, 0, 1_000], 100))).toEqual([]);
  expect(after([[1_000, 0, 1_000], ...repeated([1_001, 0, 1_000], 5)])).toHaveLength(1);
});

test("what the publisher forgets later does not count as seen", () => {
  expect(after([[10, 10], ...repeated([11, 10, 11], 5)])).toHaveLength(1);
});

test("a newcomer asks for what is kept when the broker does not bring it", () => {
  const replays = after(repeated([10, 0], 5));
  expect(replays).toHaveLength(1);
});

test("a consumer that has seen more than was announced is content", () => {
  expect(after([[5, 7], ...repeated([5, 7], 100)])).toEqual([]);
});

const agreed = (number: number, before?: Progress, now = HOUR_ZERO + number * BEAT) =>
  advance(before, { committed: 5, seen: 5, forgotten: 0 }, { number, at: HOUR_ZERO + number * BEAT }, now, HOUR);
/** What so many heartbeats ask for, one after the other, each at its time. */
const askedBy = (numbers: readonly number[], before: Progress): (number | undefined)[] => {
  let known = before;
  return numbers.map((number) => {
    const { progress, repeatSince } = agreed(number, known);
    known = progress;
    return repeatSince;
  });
};

test("a skipped heartbeat is a loss, also while newer events hide it from the count", () => {
  const { progress } = agreed(1);
  expect(agreed(2, progress).repeatSince).toBeUndefined();
  const wanted = HOUR_ZERO + BEAT - MINUTE;
  const none = undefined;
  expect(askedBy([3, 4, 5, 6, 7, 8], progress)).toEqual([none, none, none, wanted, none, none]);
  expect(askedBy([3, 5, 6, 7, 8], progress)).toEqual([none, none, wanted, none, none]);
});

test("a skipped heartbeat is asked for once, also by a consumer that is behind and catches up", () => {
  let known: Progress | undefined;
  const asked: number[] = [];
  for (const [place, number] of [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].entries()) {
    const at = HOUR_ZERO + number * BEAT;
    const { progress, repeatSince } = advance(
      known,
      { committed: 100, seen: place, forgotten: 0 },
      { number, at },
      at,
      HOUR,
    );
    known = progress;
    if (repeatSince !== undefined) asked.push(repeatSince);
  }
  expect(asked).toEqual([HOUR_ZERO + BEAT - MINUTE]);
});

test("a late heartbeat from before a publisher began again says nothing", () => {
  const { progress: before } = agreed(500);
  const began = HOUR_ZERO + 501 * BEAT;
  const count = { committed: 5, seen: 5, forgotten: 0 };
  const again = advance(before, count, { number: 1, at: began }, began, HOUR).progress;
  const late = advance(again, count, { number: 499, at: HOUR_ZERO + 499 * BEAT }, began + BEAT, HOUR).progress;
  expect(late.skipped).toBeUndefined();
});

test("heartbeats that come late, twice or out of order are no loss", () => {
  const { progress } = agreed(2);
  expect(agreed(2, progress).repeatSince).toBeUndefined();
  const late = agreed(1, progress);
  expect(late.repeatSince).toBeUndefined();
  expect(agreed(3, late.progress).repeatSince).toBeUndefined();
  expect(askedBy([4, 3, 5, 8, 7, 6, 9, 10, 11, 12, 13], progress).filter(Boolean)).toEqual([]);
});

test("a consumer that has slept reads its heartbeats in any order, and asks for nothing", () => {
  const waking = HOUR_ZERO + 60 * BEAT;
  let known: Progress | undefined = agreed(1).progress;
  const isOld = (number: number) => waking - (HOUR_ZERO + number * BEAT) > MINUTE;
  const backlog = Array.from({ length: 59 }, (_, at) => at + 2).toSorted((a, b) => (a % 7) - (b % 7));
  for (const number of backlog.filter((each) => !isOld(each))) known = agreed(number, known, waking).progress;
  for (const number of backlog.filter(isOld))
    known = heardLate(known, { number, at: HOUR_ZERO + number * BEAT }, waking);
  expect(askedBy([61, 62, 63, 64, 65], known as Progress).filter(Boolean)).toEqual([]);
});

test("a publisher that begins again at 1 is followed from there", () => {
  const { progress } = agreed(9);
  const again = advance(
    progress,
    { committed: 0, seen: 5, forgotten: 0 },
    { number: 1, at: HOUR_ZERO + 10 * BEAT },
    HOUR_ZERO + 10 * BEAT,
    HOUR,
  );
  expect(again.progress.beat.number).toBe(1);
  expect(again.repeatSince).toBeUndefined();
});
