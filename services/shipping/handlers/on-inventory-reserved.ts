// There is something to ship.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { shipping } from "../service.ts";

export const onInventoryReserved: Reacts<typeof shipping, "onInventoryReserved"> = (event, work) =>
  learnFact(event.data.orderId, { reserved: true }, work);
