// What a service asks its sidecar for: by its own answer to `GET /dapr/subscribe`, or by resources in a cluster.
import { deadLetterOf } from "../../declare/control-events.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { kebabCase } from "../kebab-case.ts";
import { topicsHeardBy } from "../topics.ts";
import { PUBSUB, type Resource, resource } from "./resource.ts";

/** Events in one delivery, and milliseconds that the first of them waits for more. Both sides in bulk cost a third. */
const BULK = { enabled: true, maxMessagesCount: 64, maxAwaitDurationMs: 5 } as const;

/** Quorum queues survive the loss of a node; brokers without queues pass over it. */
export const QUEUE_TYPE = "quorum";

/** A sidecar cannot read rubbish, and would give it up to a dead-letter topic once more, for ever; as bytes it gets to the desk. */
const AS_BYTES = { rawPayload: "true" } as const;

export interface TopicSubscription {
  readonly pubsubname: string;
  readonly topic: string;
  readonly route: string;
  readonly deadLetterTopic: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly bulkSubscribe: typeof BULK;
}

export const routeOf = (topic: string): string => `/events/${topic}`;

/** One topic of a consumer group. */
export const topicSubscription = (group: string, topic: string, pubsub: string = PUBSUB): TopicSubscription => ({
  pubsubname: pubsub,
  topic,
  route: routeOf(topic),
  deadLetterTopic: deadLetterOf(group).name,
  metadata: { queueType: QUEUE_TYPE, ...(topic.endsWith(deadLetterOf("").name) ? AS_BYTES : {}) },
  bulkSubscribe: BULK,
});

/** All topics of a service. */
export const subscriptionsOf = (
  service: ServiceDeclaration,
  declarations: readonly ServiceDeclaration[],
): readonly TopicSubscription[] =>
  topicsHeardBy(service, declarations).map((topic) => topicSubscription(service.name, topic));

/** The same as resources, for a cluster in which programmatic subscriptions are off. */
export const subscriptionResources = (
  service: ServiceDeclaration,
  declarations: readonly ServiceDeclaration[],
): readonly Resource[] =>
  subscriptionsOf(service, declarations).map(({ topic, route, ...rest }) => ({
    ...resource("Subscription", `${service.name}-${kebabCase(topic)}`, { topic, ...rest, routes: { default: route } }),
    scopes: [service.name],
  }));
