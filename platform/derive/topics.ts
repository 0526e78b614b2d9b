// The topics that a service hears: its reactions', everything for an observer, and the platform's own.
import { deadLetterOf, Heartbeat, ReplayRequested, redriveOf } from "../declare/control-events.ts";
import type { EventType } from "../declare/event.ts";
import { ReplicaReported } from "../declare/replica-report.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { businessEvents } from "./graph.ts";

/** What an observer hears: every business event and every dead letter. */
export const observableEvents = (declarations: readonly ServiceDeclaration[]): readonly EventType[] => [
  ...businessEvents(declarations),
  ...declarations.map(({ name }) => deadLetterOf(name)),
];

/** Every service publishes them. */
const SAID_BY_ALL: readonly string[] = [Heartbeat.name, ReplayRequested.name, ReplicaReported.name];

/** The topics of one publisher each: only there can a consumer compare what was committed with what it has seen. */
export const countedTopics = (
  service: ServiceDeclaration,
  declarations: readonly ServiceDeclaration[],
): readonly string[] => topicsHeardBy(service, declarations).filter((topic) => !SAID_BY_ALL.includes(topic));

export function topicsHeardBy(
  service: ServiceDeclaration,
  declarations: readonly ServiceDeclaration[],
): readonly string[] {
  const business = Object.values(service.reactions).map(({ event }) => event);
  const heard = service.observes === "all" ? [...observableEvents(declarations), ReplicaReported] : business;
  return [...new Set([...heard, Heartbeat, ReplayRequested, redriveOf(service.name)].map(({ name }) => name))];
}

/** Something follows from their events, for which others may wait; what a service hears beyond them it only notes. */
export const answeredTopics = ({ reactions }: Pick<ServiceDeclaration, "reactions">): readonly string[] =>
  Object.values(reactions).flatMap(({ event, emits }) => (emits.length > 0 ? [event.name] : []));
