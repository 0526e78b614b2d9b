// Keeps where the parcel goes.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { shipping } from "../service.ts";

export const onOrderCreated: Reacts<typeof shipping, "onOrderCreated"> = (event, work) =>
  learnFact(event.data.orderId, { order: { address: event.data.shippingAddress } }, work);
