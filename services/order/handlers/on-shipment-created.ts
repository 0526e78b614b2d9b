// The parcel is on its way.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onShipmentCreated: Reacts<typeof order, "onShipmentCreated"> = (event, work) =>
  learnFact(event.data.orderId, { shipped: true }, work);
