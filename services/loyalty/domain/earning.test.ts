import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cancelled, duePoints, Earning, earned, type Fact, learn, unseen } from "./earning.ts";

const FACTS: Fact[] = [{ userId: "user-5678" }, { total: 4998 }];

/** Every event at least once, some again, in any order. */
const arrivalsOf = (events: readonly (Fact | "cancelled")[]) =>
  fc
    .array(fc.constantFrom(...events), { maxLength: 6 })
    .map((again) => [...events, ...again])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));

/** What the handlers do. */
function run(events: readonly (Fact | "cancelled")[]) {
  let earning = unseen("o-1");
  let balance = 0;
  const said: string[] = [];
  for (const event of events) {
    if (event === "cancelled") {
      if (earning.cancelled) continue;
      const points = earning.points ?? 0;
      balance -= points;
      said.push(`reversed ${points}`);
      earning = cancelled("o-1");
    } else {
      earning = learn(earning, event);
      const due = duePoints(earning);
      if (!due) continue;
      balance += due.points;
      said.push(`earned ${due.points}`);
      earning = earned(earning, due.points);
    }
  }
  return { earning: Earning.parse(earning), balance, said };
}

describe("whatever the order of the events, and however often they come", () => {
  it("gives the points exactly once when the order is not cancelled", () => {
    fc.assert(
      fc.property(arrivalsOf(FACTS), (events) => {
        const { earning, balance, said } = run(events);
        expect(earning).toEqual({ orderId: "o-1", seen: {}, points: 49, cancelled: false });
        expect(balance).toBe(49);
        expect(said).toEqual(["earned 49"]);
      }),
    );
  });

  it("leaves no points for a cancelled order, and answers the cancellation once", () => {
    fc.assert(
      fc.property(arrivalsOf([...FACTS, "cancelled"]), (events) => {
        const { earning, balance, said } = run(events);
        expect(earning).toEqual({ orderId: "o-1", seen: {}, cancelled: true });
        expect(balance).toBe(0);
        expect(said.filter((word) => word.startsWith("reversed"))).toEqual([
          said.includes("earned 49") ? "reversed 49" : "reversed 0",
        ]);
      }),
    );
  });
});

it.each([
  [0, 0],
  [99, 0],
  [100, 1],
  [4998, 49],
])("gives for a total of %i minor units %i points", (total, points) => {
  expect(duePoints(learn(learn(unseen("o-1"), { total }), { userId: "user-5678" }))).toEqual({
    userId: "user-5678",
    points,
  });
});
