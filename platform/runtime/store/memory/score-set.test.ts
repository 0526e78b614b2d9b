import fc from "fast-check";
import { expect, test } from "vitest";
import { ScoreSet } from "./score-set.ts";

const EVER = Number.POSITIVE_INFINITY;
const members = (set: ScoreSet, range: Partial<Parameters<ScoreSet["range"]>[0]> = {}) =>
  set.range({ limit: 1_000, ...range }).map(({ member }) => member);

test("it behaves as a sorted list does, whatever was done to it", () => {
  const member = fc.constantFrom("a", "b", "c", "d", "e");
  const score = fc.integer({ min: -3, max: 3 });
  const step = fc.tuple(fc.constantFrom("put", "increase", "move", "remove"), member, score);
  const range = fc.record({ min: score, max: score, limit: fc.nat(6), reverse: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), range, (steps, asked) => {
      const set = new ScoreSet();
      const model = new Map<string, number>();
      for (const [what, name, amount] of steps) {
        if (what === "remove") {
          set.remove(name);
          model.delete(name);
        } else if (what === "move") {
          set.move(name, amount);
          if (model.has(name)) model.set(name, amount);
        } else if (what === "put") {
          set.put(name, amount, EVER);
          model.set(name, amount);
        } else {
          set.increase(name, amount, EVER);
          model.set(name, (model.get(name) ?? 0) + amount);
        }
        // Looking in between must not change what is found later.
        set.range({ limit: 1 });
      }
      const sorted = [...model].toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
      const expected = (asked.reverse ? sorted.toReversed() : sorted)
        .filter(([, value]) => value >= asked.min && value <= asked.max)
        .slice(0, asked.limit)
        .map(([name, value]) => ({ member: name, score: value }));
      expect(set.range(asked)).toEqual(expected);
      expect(set.size).toBe(model.size);
    }),
  );
});

test("paging goes on behind a member, and begins again when that member has gone", () => {
  const set = new ScoreSet();
  for (const [at, name] of ["a", "b", "c"].entries()) set.put(name, at, EVER);
  expect(members(set, { after: "a" })).toEqual(["b", "c"]);
  expect(members(set, { after: "b", reverse: true })).toEqual(["a"]);
  expect(members(set, { after: "c" })).toEqual([]);
  set.remove("a");
  expect(members(set, { after: "a" })).toEqual(["b", "c"]);
});

test("a bounded set keeps the highest, and is trimmed when it is a quarter too long", () => {
  const set = new ScoreSet();
  for (let at = 0; at < 5; at++) set.put(`m${at}`, at, 4);
  expect(set.size).toBe(5);
  set.put("m5", 5, 4);
  expect(members(set)).toEqual(["m2", "m3", "m4", "m5"]);
});
