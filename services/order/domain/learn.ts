// The facts that an order can learn. Learning one twice changes nothing.
import type { CancelReason } from "#contracts/shapes/reason.ts";
import type { Facts, Giver, Order, Placed } from "./order.ts";

export type Fact =
  | { readonly placed: Placed }
  | { readonly reserved: true }
  | { readonly captured: true }
  | { readonly shipped: true }
  | { readonly priced: NonNullable<Facts["priced"]> }
  | { readonly reason: CancelReason }
  | { readonly gaveBack: Giver };

const inAlphabet = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);
const withMember = <T>(set: readonly T[], member: T): T[] =>
  set.includes(member) ? [...set] : [...set, member].toSorted(inAlphabet);

/** The order with one more fact; the same object when the fact was known. */
export function learn(order: Order, fact: Fact): Order {
  if ("placed" in fact) return order.placed ? order : { ...order, placed: fact.placed };
  const { facts } = order;
  if ("reason" in fact) {
    // A finished order cannot be cancelled by a reason that comes later.
    if (facts.reasons.includes(fact.reason) || order.status === "COMPLETED") return order;
    return { ...order, facts: { ...facts, reasons: withMember(facts.reasons, fact.reason) } };
  }
  if ("gaveBack" in fact) {
    if (facts.gaveBack.includes(fact.gaveBack)) return order;
    return { ...order, facts: { ...facts, gaveBack: withMember(facts.gaveBack, fact.gaveBack) } };
  }
  if ("priced" in fact) return facts.priced ? order : { ...order, facts: { ...facts, priced: fact.priced } };
  const [name] = Object.keys(fact) as ("reserved" | "captured" | "shipped")[];
  return name && !facts[name] ? { ...order, facts: { ...facts, [name]: true } } : order;
}
