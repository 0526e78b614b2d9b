// One of the four that a cancelled order waits for before it is settled.
import type { Reacts } from "#platform/declare/implementation.ts";
import { noteGivenBack } from "../change.ts";
import type { order } from "../service.ts";

export const onInventoryReleased: Reacts<typeof order, "onInventoryReleased"> = (event, work) =>
  noteGivenBack(event.data.orderId, "inventory", work);
