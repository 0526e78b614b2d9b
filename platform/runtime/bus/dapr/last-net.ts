// What a sidecar gave up by itself, because the app could not be reached for long. It puts the event on the service's
// dead-letter topic as it is; the operators' desk understands dead letters, so it is made one.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { type DeadLetterData, deadLetterOf, redriveOf } from "../../../declare/control-events.ts";
import { idOfRubbish, isEnvelope } from "../../events/envelope.ts";

const SUFFIX = deadLetterOf("").name;
const REASON = "The sidecar could not hand it to the service, and gave up.";

/** What arrived on a topic; on a dead-letter topic a dead letter in any case. */
export function caught(topic: string, given: unknown, now: number): unknown {
  if (!topic.endsWith(SUFFIX)) return given;
  if (isEnvelope(given) && given.type === topic) return given;
  const service = topic.slice(0, -SUFFIX.length);
  const event = originalOf(given, service, now);
  const data: DeadLetterData = {
    service,
    reason: REASON,
    problem: isEnvelope(given) ? "unexpected" : "event-invalid",
    attempts: 1,
    failedAt: now,
    event,
  };
  const letter: CloudEvent = { ...event, id: `${event.id}~${service}`, type: topic, source: `/${service}`, data };
  return { ...letter, subject: service, time: new Date(now).toISOString(), causationid: event.id };
}

/** The event that was given up; of a redrive, the one that was sent back. Rubbish gets an id that is always the same. */
function originalOf(given: unknown, service: string, now: number): CloudEvent {
  if (isEnvelope(given)) {
    const event = (given.data as { event?: unknown } | null | undefined)?.event;
    return given.type === redriveOf(service).name && isEnvelope(event) ? event : given;
  }
  const id = idOfRubbish(given);
  return {
    specversion: "1.0",
    id,
    type: "unknown",
    source: "/unknown",
    subject: service,
    time: new Date(now).toISOString(),
    datacontenttype: "application/json",
    traceparent: `00-${id}-${id.slice(0, 16)}-01`,
    traceid: id,
    causationid: id,
    correlationid: id,
    data: { given },
  };
}
