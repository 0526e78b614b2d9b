// What was checked out, until it is known whether an order came of it. Product resolves a checkout or rejects it, never both.
import { z } from "zod";
import { OrderLine } from "#contracts/shapes/order-line.ts";

export const Checkout = z.object({
  userId: z.string(),
  /** Empty once they need not be given back any more. */
  items: z.array(OrderLine),
  state: z.enum(["open", "ordered", "given-back"]),
});
export type Checkout = z.infer<typeof Checkout>;

export const opened = (userId: string, items: readonly OrderLine[]): Checkout => ({
  userId,
  items: [...items],
  state: "open",
});

/** A checkout ends once: whoever comes later changes nothing. */
export const isOpen = (checkout: Checkout | undefined): checkout is Checkout => checkout?.state === "open";

export const ended = (checkout: Checkout, state: Exclude<Checkout["state"], "open">): Checkout => ({
  ...checkout,
  state,
  items: [],
});
