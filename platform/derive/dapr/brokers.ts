// What each broker's component must be told, so that it loses nothing. Most defaults are chosen for speed, not for keeping.
import { DAY, HOUR, SECOND } from "../../declare/duration.ts";

export const BROKERS = ["redis", "rabbitmq", "kafka"] as const;
export type Broker = (typeof BROKERS)[number];
export const isBroker = (name: string): name is Broker => BROKERS.some((broker) => broker === name);

/** Events that a sidecar hands to its app at once; at least as many as a batch holds, else each batch waits for its time. */
const IN_HAND = 64;
/**
 * Events of one topic that a sidecar reads from Redis at once, and all that wait in it: what it has read must be handled
 * within PROCESSING_TIMEOUT, or comes again and delays what is behind it, which then comes again too.
 */
const READ_AT_ONCE = 32;
/** Connections for publishing and acknowledging. */
const FOR_COMMANDS = 32;
/** Milliseconds after which an event that a dead sidecar had in hand, or that waits for a dead app, is given to another. */
export const PROCESSING_TIMEOUT = 20 * SECOND;
/** Milliseconds for which an event is kept for those who have not heard it. */
export const EVENTS_KEPT = DAY;

type Settings = Readonly<Record<string, string>>;

interface BrokerKind {
  readonly type: string;
  /** Where a broker on the same machine listens. */
  readonly local: string;
  /** Through how many components, each with a connection, a service publishes. */
  readonly publishers: number;
  /** Whether each topic is heard through a component, and so a connection, of its own. */
  readonly isHeardByTopic: boolean;
  /** `mostTopics`: that any one service hears; `kept`: milliseconds for which an event is. */
  readonly settings: (address: string, mostTopics: number, kept: number) => Settings;
}

export const BROKER_KINDS: Readonly<Record<Broker, BrokerKind>> = {
  redis: {
    type: "pubsub.redis",
    local: "localhost:6379",
    publishers: 1,
    isHeardByTopic: false,
    settings: (address, mostTopics, kept) => ({
      redisHost: address,
      // Each topic holds a connection while it waits for events; with the default of ten a processor, no more are left.
      poolSize: String(mostTopics + FOR_COMMANDS),
      concurrency: String(IN_HAND),
      queueDepth: String(READ_AT_ONCE),
      processingTimeout: `${PROCESSING_TIMEOUT / SECOND}s`,
      // Bare milliseconds: with a unit it is ignored (components-contrib #4600).
      redeliverInterval: String(2 * SECOND),
      streamTTL: `${kept / HOUR}h`,
    }),
  },
  rabbitmq: {
    type: "pubsub.rabbitmq",
    local: "amqp://guest:guest@localhost:5672",
    // A component sends one event, waits for the broker's word on it, and sends the next. Several at the same time cost a broker that
    // writes each to disk far less, and an event need not wait for those before it.
    publishers: 8,
    // After an interruption a sidecar opens all subscriptions of one component at once on one channel; some of them then
    // stay deaf, and hold events that nobody handles (components-contrib #4540).
    isHeardByTopic: true,
    settings: (address) => ({
      connectionString: address,
      durable: "true",
      // By default the queue goes, with all events in it, when its last consumer goes.
      deletedWhenUnused: "false",
      // By default events are only in memory.
      deliveryMode: "2",
      // By default what a stopping sidecar still holds is dropped (components-contrib #4281).
      requeueInFailure: "true",
      // By default one replica takes the whole queue.
      prefetchCount: String(2 * IN_HAND),
      // No promise: what the broker refuses, or had not answered for when it went, counts as taken (components-contrib 1.18.0). But so it
      // is one event for each component that a kill of the broker loses, and not all that it has not written yet.
      publisherConfirm: "true",
      // By default three.
      reconnectWaitSeconds: "1",
      concurrencyMode: "parallel",
    }),
  },
  kafka: {
    type: "pubsub.kafka",
    local: "localhost:9092",
    publishers: 1,
    // A group for each topic came back no sooner, and cost more when idle.
    isHeardByTopic: false,
    settings: (address) => ({
      brokers: address,
      authType: "none",
      disableTls: "true",
      // By default what was published before a group's first commit is skipped.
      initialOffset: "oldest",
      consumeRetryEnabled: "true",
      consumerGroupRebalanceStrategy: "sticky",
      // The events of a killed sidecar are given to another only after this; no broker takes less by default.
      sessionTimeout: "6s",
      // Whoever joins waits for each other member's next one, and a sidecar joins anew with each of its topics.
      heartbeatInterval: "500ms",
      // By default nobody looks for eight minutes whether a topic has more partitions, and what is published there waits unheard.
      clientConnectionTopicMetadataRefreshInterval: "1m",
      // By default a batch that could not be handed over waits for five.
      backOffDuration: "1s",
      version: "3.6.0",
    }),
  },
};
