// The whole system as plain data: for the control room, the diagram, the manifests and everybody who asks GET /topology.
import type { ServiceDeclaration } from "../declare/service.ts";
import { businessEvents, consumersOf, emittedBy, heardBy, publishersOf } from "./graph.ts";

export type Topology = ReturnType<typeof topology>;

const names = (events: readonly { readonly name: string }[]) => events.map(({ name }) => name);

function serviceNode(service: ServiceDeclaration, declarations: readonly ServiceDeclaration[]) {
  return {
    name: service.name,
    summary: service.summary,
    observes: service.observes,
    listens: names(heardBy(service, declarations)),
    emits: names(emittedBy(service)),
    routes: Object.values(service.routes).map(({ method, path, summary, administrator }) => ({
      method,
      path,
      summary,
      administrator,
    })),
    schedules: Object.entries(service.schedules).map(([name, { every }]) => ({ name, every })),
    scale: service.scale,
  };
}

/** What follows when a service hears of an event. */
function causesIn(service: ServiceDeclaration) {
  return Object.values(service.reactions)
    .map(({ event, emits }) => ({
      service: service.name,
      event: event.name,
      emits: names(emits.filter(({ control }) => !control)),
    }))
    .filter(({ emits }) => emits.length > 0);
}

/** Services, events, who tells whom, and which event causes which. */
export function topology(declarations: readonly ServiceDeclaration[]) {
  const services = [...declarations].sort((a, b) => (a.name < b.name ? -1 : 1));
  const events = businessEvents(services).map(({ name, summary, subject }) => ({
    name,
    summary,
    subject,
    publishers: publishersOf(name, services),
    consumers: consumersOf(name, services),
  }));
  return {
    services: services.map((service) => serviceNode(service, services)),
    events,
    edges: events.flatMap(({ name, publishers, consumers }) =>
      publishers.flatMap((from) => consumers.map((to) => ({ event: name, from, to }))),
    ),
    causes: services.flatMap(causesIn),
  };
}
