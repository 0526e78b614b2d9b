// Hides the personal fields of any event, also of one that is quoted by a dead letter.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { businessEvents } from "#platform/derive/graph.ts";
import { MASK, mask } from "#platform/derive/mask.ts";
import { type Path, personalPaths } from "#platform/derive/personal-paths.ts";
import { deadLetterIn, type HeardEvent } from "./domain/heard-event.ts";

/** Only declared fields are known not to be personal; data that does not fit its declaration is hidden as a whole. */
export function maskerOf(declarations: readonly ServiceDeclaration[]): (event: HeardEvent) => HeardEvent {
  const types = new Map(businessEvents(declarations).map((type) => [type.name, type]));
  const found = new Map<string, readonly Path[]>();
  const visible = ({ type: name, data }: HeardEvent): unknown => {
    const type = types.get(name);
    const parsed = type?.schema.safeParse(data);
    if (!type || !parsed?.success) return MASK;
    const paths = found.get(name) ?? personalPaths(type.schema);
    found.set(name, paths);
    return mask(parsed.data, paths);
  };
  const masked = (event: HeardEvent): HeardEvent => {
    const letter = deadLetterIn(event);
    // An error's text may quote the data.
    const data = letter ? { ...letter, reason: MASK, event: masked(letter.event) } : visible(event);
    return { ...event, data: data as object };
  };
  return masked;
}
