// What a service asks its sidecar for: by its own answer to `GET /dapr/subscribe`, or by resources in a cluster.
import { deadLetterOf, redriveOf } from "../../declare/control-events.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { kebabCase } from "../kebab-case.ts";
import { answeredTopics, topicsHeardBy } from "../topics.ts";
import { PUBSUB, type Resource, resource } from "./resource.ts";
import { isDeadLetter, isRare } from "./topics.ts";

interface Delivery {
  readonly enabled: boolean;
  readonly maxMessagesCount?: number;
  readonly maxAwaitDurationMs?: number;
}
/**
 * Events in one delivery, and milliseconds that the first of them waits for more. A sidecar looks at its watch that often for
 * each topic, also when nothing comes: at 3 ms for all of them that was most of what an idle platform cost.
 */
const bulk = (maxAwaitDurationMs: number): Delivery => ({ enabled: true, maxMessagesCount: 64, maxAwaitDurationMs });
/** Enough for those that were published together. */
const SOMEBODY_WAITS = bulk(4);
const NOBODY_WAITS = bulk(25);
const ONE_BY_ONE: Delivery = { enabled: false };

/** Quorum queues survive the loss of a node; brokers without queues pass over it. */
export const QUEUE_TYPE = "quorum";

/**
 * Events go through sidecars as bytes: they are CloudEvents already, and reading and writing each anew is most of what a sidecar
 * does. And a sidecar cannot read rubbish: as bytes it gets to somebody who makes a dead letter of it.
 */
const AS_BYTES = { rawPayload: "true" } as const;

export interface TopicSubscription {
  readonly pubsubname: string;
  readonly topic: string;
  readonly route: string;
  readonly deadLetterTopic: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly bulkSubscribe: Delivery;
}

export const routeOf = (topic: string): string => `/events/${topic}`;

/**
 * Where a sidecar puts what it could not hand over: to the same service once more, which gets it when it can be reached.
 * Only what fails there too is a dead letter, and so is a dead letter that the desk could not take.
 */
export function lastNetOf(group: string, topic: string): string {
  const again = redriveOf(group).name;
  return topic === again || isDeadLetter(topic) ? deadLetterOf(group).name : again;
}

/** One topic of a consumer group; `isAnswered`: whether others may wait for what follows from its events. */
export const topicSubscription = (
  group: string,
  topic: string,
  isAnswered: boolean,
  pubsub: string = PUBSUB,
): TopicSubscription => ({
  pubsubname: pubsub,
  topic,
  route: routeOf(topic),
  deadLetterTopic: lastNetOf(group, topic),
  metadata: { queueType: QUEUE_TYPE, ...AS_BYTES },
  bulkSubscribe: deliveryOf(topic, isAnswered),
});
function deliveryOf(topic: string, isAnswered: boolean): Delivery {
  if (isRare(topic)) return ONE_BY_ONE;
  return isAnswered ? SOMEBODY_WAITS : NOBODY_WAITS;
}

/** The component through which a topic is heard. */
export type PubsubOf = (topic: string) => string;

/** All topics of a service. */
export const subscriptionsOf = (
  service: ServiceDeclaration,
  declarations: readonly ServiceDeclaration[],
  pubsub: PubsubOf = () => PUBSUB,
): readonly TopicSubscription[] =>
  topicsHeardBy(service, declarations).map((topic) =>
    topicSubscription(service.name, topic, answeredTopics(service).includes(topic), pubsub(topic)),
  );

/** The same as resources, for a cluster in which programmatic subscriptions are off. */
export const subscriptionResources = (
  service: ServiceDeclaration,
  declarations: readonly ServiceDeclaration[],
  pubsub?: PubsubOf,
): readonly Resource[] =>
  subscriptionsOf(service, declarations, pubsub).map(({ topic, route, ...rest }) => ({
    ...resource("Subscription", `${service.name}-${kebabCase(topic)}`, { topic, ...rest, routes: { default: route } }),
    scopes: [service.name],
  }));
