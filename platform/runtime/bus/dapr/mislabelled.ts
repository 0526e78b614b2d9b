// Scopes say who may publish on a topic. They would say nothing if an event could come on one topic and be taken for another's.
import { deadLetterOf, redriveOf } from "../../../declare/control-events.ts";
import { isEnvelope } from "../../events/envelope.ts";

/** What came on a topic; an event of another type has no data that its topic's schema knows, so it becomes a dead letter. */
export function labelledAs(topic: string, group: string, given: unknown): unknown {
  if (!isEnvelope(given) || given.type === topic || bringsOthers(topic, group)) return given;
  return { ...given, type: topic, data: { given } };
}

/** What a sidecar gave up comes as it was: again to its own service, and to the desk. */
const bringsOthers = (topic: string, group: string): boolean =>
  topic === redriveOf(group).name || topic.endsWith(deadLetterOf("").name);
