// Who publishes an event, who hears it, and what follows from it: the graph that is nowhere written down.
import type { EventType } from "../declare/event.ts";
import type { ServiceDeclaration } from "../declare/service.ts";

type Declarations = readonly ServiceDeclaration[];

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

/** Business events, each name once, in the order of their names. */
function sortedBusiness(events: readonly EventType[]): EventType[] {
  const named = new Map(events.filter(({ control }) => !control).map((event) => [event.name, event]));
  return [...named.values()].sort(byName);
}

/** The business events that may follow from anything that a service does. */
export function emittedBy(service: ServiceDeclaration): EventType[] {
  const doers = [service.reactions, service.routes, service.schedules].flatMap((group) => Object.values(group));
  return sortedBusiness([...doers.flatMap(({ emits }) => emits), ...service.seeds]);
}

/** Every business event that some service emits or reacts to. */
export function businessEvents(declarations: Declarations): EventType[] {
  const heard = declarations.flatMap(({ reactions }) => Object.values(reactions).map(({ event }) => event));
  return sortedBusiness([...declarations.flatMap(emittedBy), ...heard]);
}

/** The business events that a service hears; an observer hears all. */
export function heardBy(service: ServiceDeclaration, declarations: Declarations): EventType[] {
  if (service.observes === "all") return businessEvents(declarations);
  return sortedBusiness(Object.values(service.reactions).map(({ event }) => event));
}

/** The services that emit an event; a valid system has one for each. */
export const publishersOf = (event: string, declarations: Declarations): string[] =>
  declarations
    .filter((service) => emittedBy(service).some(({ name }) => name === event))
    .map(({ name }) => name)
    .sort();

/** The services that hear an event, observers included. */
export const consumersOf = (event: string, declarations: Declarations): string[] =>
  declarations
    .filter((service) => heardBy(service, declarations).some(({ name }) => name === event))
    .map(({ name }) => name)
    .sort();
