// Thanks for the order.
import type { Reacts } from "#platform/declare/implementation.ts";
import { orderReceived } from "../domain/write-mail.ts";
import { sendUnlessCancelled } from "../send-once.ts";
import type { notification } from "../service.ts";

export const onOrderCreated: Reacts<typeof notification, "onOrderCreated"> = (event, work) =>
  sendUnlessCancelled(orderReceived(event.data), work);
