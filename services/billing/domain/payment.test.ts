import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf, entryOfCharge, entryOfRefund, type LedgerEntry, refundOf } from "./ledger.ts";
import { cancel, charged, dueCharge, type Fact, learn, Payment, unseen } from "./payment.ts";

const PRICE = { amount: 4998, currency: "EUR" };
const FACTS: Fact[] = [{ order: { token: "tok_ok" } }, { price: PRICE }, { reserved: true }];
const DECLINED_FACTS: Fact[] = [{ order: { token: "tok_declined" } }, { price: PRICE }, { reserved: true }];

type Arrival = { readonly event: Fact | "cancelled"; readonly commits: boolean };

/** Every event at least once, some again, in any order; a work that does not commit has asked the provider all the same. */
const arrivalsOf = (events: readonly (Fact | "cancelled")[]) =>
  fc
    .array(fc.record({ event: fc.constantFrom(...events), commits: fc.boolean() }), { maxLength: 6 })
    .map((again): Arrival[] => [...events.map((event) => ({ event, commits: true })), ...again])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));

/** What the handlers do, with the local provider's books. */
function run(arrivals: readonly Arrival[]) {
  let payment = unseen("o-1");
  let entry: LedgerEntry | undefined;
  const said: string[] = [];
  for (const { event, commits } of arrivals) {
    if (event === "cancelled") {
      if (payment.cancelled) continue;
      entry = entryOfRefund(entry, "EUR");
      if (!commits) continue;
      said.push(`refunded ${refundOf(entry)?.amount ?? 0}`);
      payment = cancel(payment, refundOf(entry));
    } else {
      const learnt = learn(payment, event);
      if (learnt === payment) continue;
      const due = dueCharge(learnt);
      if (due) entry = entryOfCharge(entry, due);
      const outcome = due && entry ? answerOf(entry) : "cancelled";
      if (!commits) continue;
      payment = outcome === "cancelled" ? learnt : charged(learnt, PRICE, outcome);
      if (outcome !== "cancelled") said.push(outcome);
    }
  }
  return { payment: Payment.parse(payment), entry, said };
}

describe("whatever the order of the events, and however often they come", () => {
  it("charges exactly once when the order is not cancelled", () => {
    const expected = { orderId: "o-1", seen: {}, charge: { ...PRICE, outcome: "captured" }, cancelled: false };
    fc.assert(
      fc.property(arrivalsOf(FACTS), (arrivals) => {
        const { payment, entry, said } = run(arrivals);
        expect(payment).toEqual(expected);
        expect(entry?.outcome).toBe("captured");
        expect(said).toEqual(["captured"]);
      }),
    );
  });

  it("refuses exactly once when the token is declined", () => {
    fc.assert(
      fc.property(arrivalsOf(DECLINED_FACTS), (arrivals) => {
        const { payment, said } = run(arrivals);
        expect(payment.charge).toEqual({ ...PRICE, outcome: "declined" });
        expect(said).toEqual(["declined"]);
      }),
    );
  });

  it("keeps no money and no token of a cancelled order, and answers the cancellation once", () => {
    fc.assert(
      fc.property(arrivalsOf([...FACTS, "cancelled"]), (arrivals) => {
        const { payment, entry, said } = run(arrivals);
        const wasCharged = entry?.outcome === "refunded";
        expect(payment).toEqual({
          orderId: "o-1",
          seen: {},
          ...(wasCharged && { charge: { ...PRICE, outcome: "refunded" } }),
          cancelled: true,
        });
        expect(["refunded", "cancelled"]).toContain(entry?.outcome);
        expect(said.filter((word) => word.startsWith("refunded"))).toEqual([`refunded ${wasCharged ? 4998 : 0}`]);
      }),
    );
  });

  it("never charges after the cancellation", () => {
    fc.assert(
      fc.property(arrivalsOf(FACTS), (arrivals) => {
        const { payment, entry } = run([{ event: "cancelled", commits: true }, ...arrivals]);
        expect(payment).toEqual({ orderId: "o-1", seen: {}, cancelled: true });
        expect(entry?.outcome).toBe("cancelled");
      }),
    );
  });
});

it("remembers that a charge was declined when the order is cancelled for it", () => {
  const { payment, said } = run([...DECLINED_FACTS, "cancelled" as const].map((event) => ({ event, commits: true })));
  expect(payment.charge?.outcome).toBe("declined");
  expect(said).toEqual(["declined", "refunded 0"]);
});

it("charges an order without a token on account", () => {
  const { payment } = run([{ order: {} }, ...FACTS.slice(1)].map((event) => ({ event, commits: true })));
  expect(payment.charge?.outcome).toBe("captured");
});
