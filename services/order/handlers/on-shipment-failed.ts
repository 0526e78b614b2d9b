// The carrier does not serve the address: the order is cancelled.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onShipmentFailed: Reacts<typeof order, "onShipmentFailed"> = (event, work) =>
  learnFact(event.data.orderId, { reason: "not-shippable" }, work);
