// What two outcomes must have in common, whatever the order of the events was: what is held, owed and said, not how it came to that.
import type { Outcome, Said } from "./rehearsal.ts";

type Value = Readonly<Record<string, unknown>>;
const dropped = (value: Value, ...names: string[]): Value =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** Counters at nothing and sets without members are as if they had never been. */
const isNothing = (value: unknown): boolean => value === 0 || (Array.isArray(value) && value.length === 0);

/** Of an order that was given up, records also tell what was taken and given back before; here only what is held still. */
const HELD: Readonly<Record<string, (value: Value) => Value>> = {
  "inventory/reservation": (value) => dropped(value, "items"),
  "billing/payment": ({ charge, ...rest }) => ({
    ...rest,
    isHeld: (charge as Value | undefined)?.["outcome"] === "captured",
  }),
  "billing/ledger": ({ outcome }) => ({ isHeld: outcome === "captured" }),
  "shipping/shipment": ({ outcome, ...rest }) => ({ ...rest, isHeld: outcome === "created" }),
  "shipping/ledger": ({ outcome }) => ({ isHeld: outcome === "shipped" }),
  "order/order": (value) => dropped(value, "history"),
};

/** What is taken by the one event is given back by the other; without the first, the other gives nothing back. */
const GIVEN_BACK: Readonly<
  Record<string, { by: string; taken: (data: Value) => unknown; given: (data: Value) => unknown }>
> = {
  InventoryReserved: { by: "InventoryReleased", taken: ({ items }) => items, given: ({ items }) => items },
  PaymentCaptured: { by: "PaymentRefunded", taken: ({ amount }) => amount, given: ({ amount }) => amount },
  ShipmentCreated: { by: "ShipmentCancelled", taken: () => true, given: ({ calledBack }) => calledBack },
  PointsEarned: { by: "PointsReversed", taken: ({ points }) => points, given: ({ points }) => points },
};
const NOTHING = [JSON.stringify([]), "0", "false"];
/** A cancellation that comes first makes these needless. */
const NEEDLESS = ["InventoryFailed", "PaymentFailed", "ShipmentFailed", "PricingFailed", "OrderConfirmed"];

/** The facts with what was taken and given back crossed out; an error text where the two do not match. */
function balanced(said: readonly Said[]): unknown[] {
  return said.flatMap(({ type, data }): unknown[] => {
    const taking = GIVEN_BACK[type];
    if (taking) return said.some((other) => other.type === taking.by) ? [] : [`${type} is not given back`];
    const [taken, rule] = Object.entries(GIVEN_BACK).find(([, { by }]) => by === type) ?? [];
    if (!taken || !rule) return NEEDLESS.includes(type) ? [] : [{ type, data }];
    const before = said.filter((other) => other.type === taken).map((other) => JSON.stringify(rule.taken(other.data)));
    const given = JSON.stringify(rule.given(data));
    const isRight = before.length > 0 ? before.join() === given : NOTHING.includes(given);
    return [isRight ? type : `${type} gives ${given} back and not ${before.join() || "nothing"}`];
  });
}
const inAlphabet = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).toSorted();

/** Every outcome of a service and a story must be the same in this. */
export function presentOf(service: string, { known, said }: Outcome, isGivenUp: boolean) {
  const held = Object.entries(known)
    .filter(([, value]) => !isNothing(value))
    .map(([place, value]): [string, unknown] => {
      const view = isGivenUp ? HELD[`${service}/${place.split("/")[0]}`] : undefined;
      return [place, view ? view(value as Value) : value];
    });
  return { known: Object.fromEntries(held), said: inAlphabet(isGivenUp ? balanced(said) : said) };
}
