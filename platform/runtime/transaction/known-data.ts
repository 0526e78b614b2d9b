// An event that this process has made was checked against its schema then, and need not be checked again by each consumer.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { EventType } from "../../declare/event.ts";

/** A symbol, so that it never leaves the process. */
const CHECKED = Symbol("checked against");
type Checked = CloudEvent & { [CHECKED]?: EventType["schema"] };

export function asChecked(event: CloudEvent, { schema }: EventType): CloudEvent {
  (event as Checked)[CHECKED] = schema;
  return event;
}
export const wasChecked = (event: CloudEvent, { schema }: EventType): boolean => (event as Checked)[CHECKED] === schema;
