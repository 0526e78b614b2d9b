// Refuses a set of services that cannot work together, and says what to do about each fault.
import type { ServiceDeclaration } from "../declare/service.ts";
import { businessEvents, consumersOf, publishersOf } from "./graph.ts";
import { kebabCase } from "./kebab-case.ts";
import { PLATFORM_SEGMENTS } from "./platform-doors.ts";

type Declarations = readonly ServiceDeclaration[];

const list = (words: readonly string[]) => words.join(" and ");

/** Keys that several items share, each with those items. */
function shared<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups].filter(([, group]) => group.length > 1);
}

const sameNames = (services: Declarations): string[] =>
  shared(services, ({ name }) => name).map(
    ([name]) => `Two services are named "${name}"; give one of them another name.`,
  );

/** An event has one owner and at least one listener, and nobody waits for one that never comes. */
function faultsOfEvents(services: Declarations): string[] {
  return businessEvents(services).flatMap(({ name }) => {
    const publishers = publishersOf(name, services);
    const consumers = consumersOf(name, services);
    if (publishers.length > 1)
      return `${name} is published by ${list(publishers)}; an event has one owner: declare another event for the others.`;
    if (publishers.length === 0)
      return `${list(consumers)} listens to ${name}, which nobody publishes; add it to an emits list, or remove the reaction.`;
    if (consumers.length === 0)
      return `${list(publishers)} publishes ${name}, which nobody hears; add a reaction to it, or a service that observes all.`;
    return [];
  });
}

/** Two objects that describe one event would drift apart. */
function faultsOfDefinitions(services: Declarations): string[] {
  const used = services.flatMap(({ reactions, routes, schedules, seeds }) => [
    ...Object.values(reactions).map(({ event }) => event),
    ...[reactions, routes, schedules].flatMap((group) => Object.values(group).flatMap(({ emits }) => emits)),
    ...seeds,
  ]);
  return shared([...new Set(used.filter(({ control }) => !control))], ({ name }) => name).map(
    ([name]) => `${name} is defined twice; import the one definition in both places.`,
  );
}

const segmentOf = (path: string) => path.split("/")[1] ?? "";

function faultsOfPaths(services: Declarations): string[] {
  const doors = services.flatMap(({ name, routes }) =>
    Object.values(routes).map(({ method, path }) => ({ service: name, method, path, segment: segmentOf(path) })),
  );
  const owners = [...new Map(doors.map((door) => [`${door.segment} ${door.service}`, door])).values()];
  return [
    ...shared(owners, ({ segment }) => segment).map(
      ([segment, of]) =>
        `The paths of ${list(of.map(({ service }) => service))} begin with /${segment}; a first segment belongs to one service, choose another.`,
    ),
    ...shared(doors, ({ method, path }) => `${method} ${path.replace(/:\w+/g, ":")}`).map(
      ([, of]) =>
        `${list(of.map(({ method, path, service }) => `${method} ${path} (${service})`))} cannot be told apart; change a path.`,
    ),
    ...doors
      .filter(({ segment }) => PLATFORM_SEGMENTS.includes(segment))
      .map(({ method, path, service }) => `${method} ${path} of ${service} is a door of the platform; choose another.`),
  ];
}

const faultsOfFileNames = (services: Declarations): string[] =>
  services.flatMap((service) =>
    (["reactions", "routes", "schedules"] as const).flatMap((group) =>
      shared(Object.keys(service[group]), kebabCase).map(
        ([file, keys]) =>
          `The ${group} ${list(keys)} of ${service.name} would share the file ${file}.ts; rename all but one.`,
      ),
    ),
  );

/** Throws one error that lists every fault; silent when the services fit together. */
export function validate(services: Declarations): void {
  const faults = [sameNames, faultsOfDefinitions, faultsOfEvents, faultsOfPaths, faultsOfFileNames].flatMap((look) =>
    look(services),
  );
  if (faults.length > 0) throw new Error(`The services do not fit together:\n- ${faults.join("\n- ")}`);
}
