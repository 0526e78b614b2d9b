// Where the pricing of one order stands. It is answered once: whoever comes later is silent.
import { z } from "zod";
import { OrderLine } from "#contracts/shapes/order-line.ts";

const Waiting = z.object({
  state: z.literal("waiting"),
  orderId: z.string(),
  lines: z.array(OrderLine),
  /** Milliseconds since 1970. */
  giveUpAt: z.number(),
});
const Answered = z.object({ state: z.enum(["priced", "failed"]), orderId: z.string(), lines: z.array(OrderLine) });

export const Pricing = z.discriminatedUnion("state", [Waiting, Answered]);
export type Pricing = z.infer<typeof Pricing>;
export type Waiting = z.infer<typeof Waiting>;

export const isWaiting = (pricing: Pricing | undefined): pricing is Waiting => pricing?.state === "waiting";
export const isAnswered = (pricing: Pricing | undefined): boolean => pricing !== undefined && !isWaiting(pricing);
