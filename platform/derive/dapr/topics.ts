// Every topic of the system, and which of them a service may publish on.
import { deadLetterOf, Heartbeat, ReplayRequested, redriveOf } from "../../declare/control-events.ts";
import type { EventType } from "../../declare/event.ts";
import { ReplicaReported } from "../../declare/replica-report.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { businessEvents, emittedBy } from "../graph.ts";
import { topicsHeardBy } from "../topics.ts";

type Declarations = readonly ServiceDeclaration[];

const sorted = (topics: readonly string[]): readonly string[] => [...new Set(topics)].toSorted();
/** What the runtime of every service says now and then. */
export const OF_THE_RUNTIME: readonly string[] = [Heartbeat.name, ReplayRequested.name, ReplicaReported.name];
/** What an operator's desk declares instead of one redrive topic for each service. */
const ANY_REDRIVE = redriveOf("*").name;

export const allTopics = (declarations: Declarations): readonly string[] =>
  sorted([
    ...businessEvents(declarations).map(({ name }) => name),
    Heartbeat.name,
    ReplayRequested.name,
    ReplicaReported.name,
    ...declarations.flatMap(({ name }) => [deadLetterOf(name).name, redriveOf(name).name]),
  ]);

const redrivesAnybody = ({ reactions, routes, schedules }: ServiceDeclaration): boolean =>
  [reactions, routes, schedules]
    .flatMap((group) => Object.values(group) as readonly { readonly emits: readonly EventType[] }[])
    .some(({ emits }) => emits.some(({ name }) => name === ANY_REDRIVE));

/** Its facts; what the runtime says for it; its dead letters; and what its sidecar could not hand over. */
export const topicsPublishedBy = (service: ServiceDeclaration, declarations: Declarations): readonly string[] =>
  sorted([
    ...emittedBy(service).map(({ name }) => name),
    Heartbeat.name,
    ReplayRequested.name,
    ReplicaReported.name,
    deadLetterOf(service.name).name,
    redriveOf(service.name).name,
    ...(redrivesAnybody(service) ? declarations.map(({ name }) => redriveOf(name).name) : []),
  ]);

export const isDeadLetter = (topic: string): boolean => topic.endsWith(deadLetterOf("").name);
/** The platform's own topics, whose events mostly come alone. */
export const isRare = (topic: string): boolean =>
  OF_THE_RUNTIME.includes(topic) || isDeadLetter(topic) || topic.endsWith(redriveOf("").name);

/** The services that hear a topic, in the order of their names. */
export const groupsOf = (topic: string, declarations: Declarations): readonly ServiceDeclaration[] =>
  declarations
    .filter((service) => topicsHeardBy(service, declarations).includes(topic))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
