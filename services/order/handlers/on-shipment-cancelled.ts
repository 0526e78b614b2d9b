// One of the four that a cancelled order waits for before it is settled.
import type { Reacts } from "#platform/declare/implementation.ts";
import { noteGivenBack } from "../change.ts";
import type { order } from "../service.ts";

export const onShipmentCancelled: Reacts<typeof order, "onShipmentCancelled"> = (event, work) =>
  noteGivenBack(event.data.orderId, "shipping", work);
