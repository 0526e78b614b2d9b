import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf, entryOfCancellation, entryOfShipment, type LedgerEntry, wasCalledBack } from "./ledger.ts";
import { cancel, dueShipment, type Fact, learn, Shipment, shipped, unseen } from "./shipment.ts";

const ADDRESS = { name: "Ada", line1: "1 Mill Lane", city: "Berlin", postalCode: "10115", country: "DE" };
const FACTS: Fact[] = [{ order: { address: ADDRESS } }, { reserved: true }];
const UNSERVED_FACTS: Fact[] = [{ order: { address: { ...ADDRESS, country: "XX" } } }, { reserved: true }];

type Arrival = { readonly event: Fact | "cancelled"; readonly commits: boolean };

/** Every event at least once, some again, in any order; a work that does not commit has asked the carrier all the same. */
const arrivalsOf = (events: readonly (Fact | "cancelled")[]) =>
  fc
    .array(fc.record({ event: fc.constantFrom(...events), commits: fc.boolean() }), { maxLength: 6 })
    .map((again): Arrival[] => [...events.map((event) => ({ event, commits: true })), ...again])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));

/** What the handlers do, with the local carrier's books. */
function run(arrivals: readonly Arrival[]) {
  let shipment = unseen("o-1");
  let entry: LedgerEntry | undefined;
  const said: string[] = [];
  for (const { event, commits } of arrivals) {
    if (event === "cancelled") {
      if (shipment.cancelled) continue;
      entry = entryOfCancellation(entry);
      if (!commits) continue;
      said.push(wasCalledBack(entry) ? "called back" : "nothing to call back");
      shipment = cancel(shipment, wasCalledBack(entry));
    } else {
      const learnt = learn(shipment, event);
      if (learnt === shipment) continue;
      const due = dueShipment(learnt);
      if (due) entry = entryOfShipment(entry, due.address);
      const answer = due && entry ? answerOf(entry) : "cancelled";
      if (!commits) continue;
      shipment = answer === "cancelled" ? learnt : shipped(learnt, answer);
      if (answer !== "cancelled") said.push(answer);
    }
  }
  return { shipment: Shipment.parse(shipment), entry, said };
}

describe("whatever the order of the events, and however often they come", () => {
  it.each([
    ["ships", FACTS, "shipped", "created"],
    ["is refused", UNSERVED_FACTS, "not-served", "failed"],
  ] as const)("%s exactly once when the order is not cancelled", (_title, facts, answer, outcome) => {
    fc.assert(
      fc.property(arrivalsOf(facts), (arrivals) => {
        const { shipment, entry, said } = run(arrivals);
        expect(shipment).toEqual({ orderId: "o-1", seen: {}, outcome, cancelled: false });
        expect(entry?.outcome).toBe(answer);
        expect(said).toEqual([answer]);
      }),
    );
  });

  it("leaves no parcel under way and no address behind for a cancelled order, and answers the cancellation once", () => {
    fc.assert(
      fc.property(arrivalsOf([...FACTS, "cancelled"]), (arrivals) => {
        const { shipment, entry, said } = run(arrivals);
        const calledBack = entry?.outcome === "called-back";
        expect(shipment).toEqual({
          orderId: "o-1",
          seen: {},
          ...(calledBack && { outcome: "called-back" }),
          cancelled: true,
        });
        expect(["called-back", "cancelled"]).toContain(entry?.outcome);
        expect(said.filter((word) => word.includes("call"))).toEqual([
          calledBack ? "called back" : "nothing to call back",
        ]);
      }),
    );
  });

  it("never ships after the cancellation", () => {
    fc.assert(
      fc.property(arrivalsOf(FACTS), (arrivals) => {
        const { shipment, entry } = run([{ event: "cancelled", commits: true }, ...arrivals]);
        expect(shipment).toEqual({ orderId: "o-1", seen: {}, cancelled: true });
        expect(entry?.outcome).toBe("cancelled");
      }),
    );
  });
});

it("remembers that the carrier refused when the order is cancelled for it", () => {
  const { shipment, said } = run([...UNSERVED_FACTS, "cancelled" as const].map((event) => ({ event, commits: true })));
  expect(shipment.outcome).toBe("failed");
  expect(said).toEqual(["not-served", "nothing to call back"]);
});

it("serves an order without an address", () => {
  const { shipment } = run([{ order: {} }, { reserved: true as const }].map((event) => ({ event, commits: true })));
  expect(shipment.outcome).toBe("created");
});
