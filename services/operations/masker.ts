// Hides the personal fields of any event, also of one that is quoted by a dead letter.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { businessEvents } from "#platform/derive/graph.ts";
import { MASK, mask } from "#platform/derive/mask.ts";
import { personalPaths } from "#platform/derive/personal-paths.ts";
import { deadLetterIn, type HeardEvent } from "./domain/heard-event.ts";

/** An error's text may quote the data, and the data of an event that nobody declares may hold anything: both are hidden. */
export function maskerOf(declarations: readonly ServiceDeclaration[]): (event: HeardEvent) => HeardEvent {
  const paths = new Map(businessEvents(declarations).map(({ name, schema }) => [name, personalPaths(schema)]));
  const masked = (event: HeardEvent): HeardEvent => {
    const letter = deadLetterIn(event);
    if (letter) return { ...event, data: { ...letter, reason: MASK, event: masked(letter.event) } };
    const hidden = paths.get(event.type);
    return { ...event, data: hidden ? (mask(event.data, hidden) as object) : { masked: MASK } };
  };
  return masked;
}
