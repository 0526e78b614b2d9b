// One line of an order's story from inside: a service had one of its events in hand, so long, for the first time or again.
import { z } from "zod";
import { Handling } from "#platform/declare/replica-report.ts";

/** Of one order: about three rounds of all its events through all services. */
export const HANDLINGS_KEPT = 200;

export const SeenHandling = Handling.omit({ subject: true }).extend({ service: z.string() });
export type SeenHandling = z.infer<typeof SeenHandling>;

/** In the order of time; a report that came twice tells nothing twice. */
export function handlingsInOrder(handlings: readonly SeenHandling[]): SeenHandling[] {
  const once = new Map(handlings.map((each) => [`${each.service}~${each.eventId}~${each.attempt}~${each.at}`, each]));
  return [...once.values()].sort((a, b) => a.at - b.at);
}
