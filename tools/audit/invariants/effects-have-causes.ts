// Nothing is reserved, charged, shipped, credited or mailed without a committed event that caused it.
import type { Books } from "../books.ts";

const EFFECTS = /^(Inventory|Payment|Shipment|Points|Notification)/;

export function effectsHaveCauses({ events }: Books): string[] {
  const known = new Set(events.map(({ id }) => id));
  return events
    .filter(({ type, causationid }) => EFFECTS.test(type) && !known.has(causationid))
    .map(({ type, id, causationid }) => `${type} ${id} was caused by ${causationid}, which was never committed`);
}
