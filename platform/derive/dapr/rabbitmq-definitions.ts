// RabbitMQ drops what is published before a queue is bound; so everything is there before anybody starts.
import { deadLetterOf } from "../../declare/control-events.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { topicsHeardBy } from "../topics.ts";
import { EVENTS_KEPT } from "./brokers.ts";
import { QUEUE_TYPE } from "./subscriptions.ts";
import { allTopics } from "./topics.ts";

type Declarations = readonly ServiceDeclaration[];

const VHOST = "/";
/** Unacknowledged deliveries count: each kill of a consumer adds one, so this is far above what any outage brings. */
const DELIVERY_LIMIT = 1_000;
const UNLIMITED = -1;

/** Its schedulers wait for work by spinning, which takes a processor from whoever shares it: from sidecars and services. */
export const RABBITMQ_VARIABLES = {
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "+sbwt none +sbwtdcpu none +sbwtdio none",
} as const;

/** As a sidecar names it. */
export const queueOf = (group: string, topic: string): string => `${group}-${topic}`;

/** Arguments are exactly those with which a sidecar declares, else it is refused; everything else is a policy. */
const exchange = (name: string) => ({
  name,
  vhost: VHOST,
  type: "fanout",
  durable: true,
  auto_delete: false,
  internal: false,
  arguments: {},
});
const queue = (name: string) => ({
  name,
  vhost: VHOST,
  durable: true,
  auto_delete: false,
  arguments: { "x-queue-type": QUEUE_TYPE },
});
const binding = (group: string, topic: string) => ({
  source: topic,
  vhost: VHOST,
  destination: queueOf(group, topic),
  destination_type: "queue",
  routing_key: "",
  arguments: {},
});

const exactly = (names: readonly string[]): string =>
  `^(${names.map((name) => name.replaceAll(".", "\\.")).join("|")})$`;

/** What a queue gives up goes to its service's dead letters, where the sidecar would have put it too. */
function policy(service: ServiceDeclaration, declarations: Declarations, kept: number) {
  const own = deadLetterOf(service.name).name;
  // A desk's own dead letters have nowhere else to go: they stay.
  const queues = topicsHeardBy(service, declarations).filter((topic) => topic !== own);
  return {
    vhost: VHOST,
    name: `${service.name}-gives-up`,
    pattern: exactly(queues.map((topic) => queueOf(service.name, topic)).toSorted()),
    "apply-to": "quorum_queues",
    priority: 1,
    definition: {
      "delivery-limit": DELIVERY_LIMIT,
      "message-ttl": kept,
      "dead-letter-exchange": own,
      "dead-letter-strategy": "at-least-once",
      overflow: "reject-publish",
    },
  };
}
/** Those that no other policy is about; by their names, because the broker may have queues of others too. */
const keepTheRest = (queues: readonly string[]) => ({
  vhost: VHOST,
  name: "never-gives-up",
  pattern: exactly(queues),
  "apply-to": "quorum_queues",
  priority: 0,
  definition: { "delivery-limit": UNLIMITED },
});

/** `kept`: milliseconds for which a queue keeps an event. */
export function rabbitmqDefinitions(declarations: Declarations, kept: number = EVENTS_KEPT) {
  const pairs = declarations
    .flatMap((service) => topicsHeardBy(service, declarations).map((topic) => [service.name, topic] as const))
    .toSorted((a, b) => (queueOf(...a) < queueOf(...b) ? -1 : 1));
  const ownLetters = pairs
    .filter(([group, topic]) => topic === deadLetterOf(group).name)
    .map((pair) => queueOf(...pair));
  return {
    vhosts: [{ name: VHOST }],
    exchanges: allTopics(declarations).map(exchange),
    queues: pairs.map(([group, topic]) => queue(queueOf(group, topic))),
    bindings: pairs.map(([group, topic]) => binding(group, topic)),
    policies: [
      ...declarations.map((service) => policy(service, declarations, kept)),
      ...(ownLetters.length > 0 ? [keepTheRest(ownLetters)] : []),
    ],
  };
}
