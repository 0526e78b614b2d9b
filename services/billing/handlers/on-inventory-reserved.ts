// Nobody is charged for what is not there.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { billing } from "../service.ts";

export const onInventoryReserved: Reacts<typeof billing, "onInventoryReserved"> = (event, work) =>
  learnFact(event.data.orderId, { reserved: true }, work);
