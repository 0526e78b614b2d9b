// Says why nothing comes, and leaves a tombstone that silences what arrives late.
import type { Reacts } from "#platform/declare/implementation.ts";
import { TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import { messageIdOf } from "../domain/mail.ts";
import { orderCancelled } from "../domain/write-mail.ts";
import { sendOnce } from "../send-once.ts";
import type { notification } from "../service.ts";

/** What would only confuse somebody whose order is cancelled. */
const SILENCED = ["order-received", "order-confirmed"] as const;

export const onOrderCancelled: Reacts<typeof notification, "onOrderCancelled"> = async (event, work) => {
  const { orderId } = event.data;
  work.state.cancelled.set(orderId, { orderId }, TOMBSTONE_KEPT);
  await work.ports.mailer.silence(
    orderId,
    SILENCED.map((kind) => messageIdOf({ orderId, kind })),
  );
  return sendOnce(orderCancelled(event.data), work);
};
