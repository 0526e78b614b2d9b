// What operations remembers of orders when the journals have forgotten: longer, but without the events' data.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { inOrder, type TimelineEntry } from "#services/operations/domain/timeline.ts";
import type { HttpShelf } from "./http-shelf.ts";

/** Its kind of mail stands in the data, which a timeline does not keep. */
const USELESS = "NotificationSent";

/** Events of these topics that are in no journal, for each order in the order in which they happened. */
export async function fromTimelines(
  shelf: HttpShelf,
  topics: ReadonlySet<string>,
  known: ReadonlySet<string>,
): Promise<CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (const orderId of (await shelf.records("operations", "timeline")).keys()) {
    const entries = await shelf.entries<TimelineEntry>("operations", "timeline", orderId);
    for (const entry of inOrder(entries))
      if (topics.has(entry.event) && entry.event !== USELESS && !known.has(entry.id))
        events.push(eventOf(entry, orderId));
  }
  return events;
}

const eventOf = (
  { at, event, id, causationid, service, traceparent, reason }: TimelineEntry,
  orderId: string,
): CloudEvent => ({
  specversion: "1.0",
  id,
  type: event,
  source: `/${service}`,
  subject: orderId,
  time: new Date(at).toISOString(),
  datacontenttype: "application/json",
  traceparent,
  traceid: traceparent.split("-")[1] ?? "",
  causationid,
  correlationid: causationid,
  data: { reason },
});
