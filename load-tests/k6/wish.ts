// What a customer wants, and what comes in between: most orders can be completed, some end otherwise.
import { TEST } from "./settings.ts";
import { skusOf } from "./tests.ts";

const SKUS = skusOf(TEST);
const LOTS = ["declined", "unserved", "cancelled"] as const;
export type Lot = (typeof LOTS)[number] | "completed";

/** The same customer always has the same lot. */
export function lotOf(customer: number): Lot {
  const every = TEST.unlucky ? Math.round(1 / TEST.unlucky) : 0;
  if (every === 0 || customer % every !== every - 1) return "completed";
  return LOTS[Math.floor(customer / every) % LOTS.length] as Lot;
}
export const wishOf = (userId: string, customer: number, lot: Lot): string =>
  JSON.stringify({
    userId,
    customerEmail: `${userId}@example.com`,
    items: [{ sku: SKUS[customer % SKUS.length], quantity: 1 }],
    paymentToken: lot === "declined" ? "tok_declined" : "tok_ok",
    shippingAddress: {
      name: "Ada",
      line1: "1 Mill Lane",
      city: "Berlin",
      postalCode: "10115",
      country: lot === "unserved" ? "XX" : "DE",
    },
  });
