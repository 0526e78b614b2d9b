// The stock is there: the order is confirmed.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onInventoryReserved: Reacts<typeof order, "onInventoryReserved"> = (event, work) =>
  learnFact(event.data.orderId, { reserved: true }, work);
