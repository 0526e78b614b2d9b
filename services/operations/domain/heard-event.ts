// What operations hears: facts of the business, and dead letters that quote one.
import { z } from "zod";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { DeadLetterData } from "#platform/declare/control-events.ts";

export type HeardEvent = CloudEvent;
export const HeardEvent = z.custom<HeardEvent>(
  (value) => typeof value === "object" && value !== null && "type" in value,
);

/** What a dead letter says; undefined for any other event. */
export function deadLetterIn(event: HeardEvent): DeadLetterData | undefined {
  if (!event.type.endsWith(".dead-letter")) return undefined;
  return DeadLetterData.safeParse(event.data).data;
}

/** The order that an event, or the event in a dead letter, is about. */
export function orderIdOf(event: HeardEvent): string | undefined {
  const { data } = deadLetterIn(event)?.event ?? event;
  const orderId = (data as { orderId?: unknown } | undefined)?.orderId;
  return typeof orderId === "string" ? orderId : undefined;
}
