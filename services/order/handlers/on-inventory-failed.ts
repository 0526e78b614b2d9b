// Not enough stock: the order is cancelled.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onInventoryFailed: Reacts<typeof order, "onInventoryFailed"> = (event, work) =>
  learnFact(event.data.orderId, { reason: "out-of-stock" }, work);
