// The topics that a service hears: its reactions', everything for an observer, and the platform's own.
import { deadLetterOf, Heartbeat, ReplayRequested, redriveOf } from "../declare/control-events.ts";
import type { EventType } from "../declare/event.ts";
import type { ServiceDeclaration } from "../declare/service.ts";

/** Every business event that somebody emits, each once. */
export function emittedEvents(declarations: readonly ServiceDeclaration[]): readonly EventType[] {
  const emitted = declarations.flatMap(({ reactions, routes, schedules, seeds }) => [
    ...[reactions, routes, schedules].flatMap((group) => Object.values(group).flatMap(({ emits }) => emits)),
    ...seeds,
  ]);
  return [...new Set(emitted.filter(({ control }) => !control))];
}

/** What an observer hears: every business event and every dead letter. */
export const observableEvents = (declarations: readonly ServiceDeclaration[]): readonly EventType[] => [
  ...emittedEvents(declarations),
  ...declarations.map(({ name }) => deadLetterOf(name)),
];

export function topicsHeardBy(
  service: ServiceDeclaration,
  declarations: readonly ServiceDeclaration[],
): readonly string[] {
  const business = Object.values(service.reactions).map(({ event }) => event);
  const heard = service.observes === "all" ? observableEvents(declarations) : business;
  return [...new Set([...heard, Heartbeat, ReplayRequested, redriveOf(service.name)].map(({ name }) => name))];
}
