// Says that the order will be served.
import type { Reacts } from "#platform/declare/implementation.ts";
import { orderConfirmed } from "../domain/write-mail.ts";
import { sendUnlessCancelled } from "../send-once.ts";
import type { notification } from "../service.ts";

export const onOrderConfirmed: Reacts<typeof notification, "onOrderConfirmed"> = (event, work) =>
  sendUnlessCancelled(orderConfirmed(event.data), work);
