// Says that the order is on its way, and what it cost.
import type { Reacts } from "#platform/declare/implementation.ts";
import { orderCompleted } from "../domain/write-mail.ts";
import { sendOnce } from "../send-once.ts";
import type { notification } from "../service.ts";

export const onOrderCompleted: Reacts<typeof notification, "onOrderCompleted"> = (event, work) =>
  sendOnce(orderCompleted(event.data), work);
