// The pub/sub components: the one place in which a broker is chosen.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { topicsHeardBy } from "../topics.ts";
import { BROKER_KINDS, type Broker, EVENTS_KEPT } from "./brokers.ts";
import { PUBSUB, publishersOf, pubsubOf, type Resource, resource } from "./resource.ts";
import { scopesOfTopic, topicScopes } from "./scopes.ts";
import { allTopics, groupsOf } from "./topics.ts";

/** A sidecar that has not reached its broker by then ends; by default after five seconds, which a machine that starts many at once needs. */
const INIT_TIMEOUT = "30s";

type Declarations = readonly ServiceDeclaration[];

/** All that a broker needs: one, or some to publish and one for each topic that is heard. */
export const pubsubComponents = (
  broker: Broker,
  declarations: Declarations,
  address: string = BROKER_KINDS[broker].local,
  kept: number = EVENTS_KEPT,
): readonly Resource[] => [
  ...publishersOf(BROKER_KINDS[broker].publishers).map((name) =>
    pubsubComponent(broker, declarations, address, kept, name),
  ),
  ...topicsApart(broker, declarations).map((topic) => topicComponent(broker, topic, declarations, address, kept)),
];

export const pubsubNames = (broker: Broker, declarations: Declarations): readonly string[] => [
  ...publishersOf(BROKER_KINDS[broker].publishers),
  ...topicsApart(broker, declarations).map((topic) => pubsubOf(topic)),
];

/** What a service's process must be told about the components of its sidecar. */
export const pubsubEnvironment = (broker: Broker): Readonly<Record<string, string>> => {
  const { isHeardByTopic, publishers } = BROKER_KINDS[broker];
  return {
    ...(isHeardByTopic && { PUBSUB_PER_TOPIC: "true" }),
    ...(publishers > 1 && { PUBSUB_PUBLISHERS: String(publishers) }),
  };
};

/** A component that every service publishes through. The address is host and port, or for RabbitMQ a connection string. */
export function pubsubComponent(
  broker: Broker,
  declarations: Declarations,
  address: string = BROKER_KINDS[broker].local,
  kept: number = EVENTS_KEPT,
  name: string = PUBSUB,
): Resource {
  const mostTopics = Math.max(0, ...declarations.map((service) => topicsHeardBy(service, declarations).length));
  const settings = BROKER_KINDS[broker].settings(address, mostTopics, kept);
  const scopes = topicScopes(declarations, !BROKER_KINDS[broker].isHeardByTopic);
  return component(broker, name, { ...settings, ...scopes }, declarations);
}

function topicComponent(
  broker: Broker,
  topic: string,
  declarations: Declarations,
  address: string,
  kept: number,
): Resource {
  const groups = groupsOf(topic, declarations);
  const settings = BROKER_KINDS[broker].settings(address, 1, kept);
  return component(broker, pubsubOf(topic), { ...settings, ...scopesOfTopic(topic, groups) }, groups);
}

const topicsApart = (broker: Broker, declarations: Declarations): readonly string[] =>
  BROKER_KINDS[broker].isHeardByTopic
    ? allTopics(declarations).filter((topic) => groupsOf(topic, declarations).length > 0)
    : [];

function component(
  broker: Broker,
  name: string,
  settings: Readonly<Record<string, string>>,
  users: Declarations,
): Resource {
  const metadata = Object.entries(settings).map(([key, value]) => ({ name: key, value }));
  const spec = { type: BROKER_KINDS[broker].type, version: "v1", initTimeout: INIT_TIMEOUT, metadata };
  return { ...resource("Component", name, spec), scopes: users.map((user) => user.name).toSorted() };
}
