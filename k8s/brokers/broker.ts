// What the rest of a release must know about each broker.
import type { Construct } from "constructs";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import type { SecretSettings } from "../parts/dapr-resources.ts";
import { PORTS } from "../parts/ports.ts";
import { BROKER } from "../parts/secrets.ts";
import type { Release } from "../release.ts";
import { kafkaBroker } from "./kafka.ts";
import { rabbitmqBroker } from "./rabbitmq.ts";
import { redisBroker } from "./redis.ts";

interface BrokerParts {
  /** As sidecars reach it. */
  readonly address: string;
  readonly secretSettings: SecretSettings;
  /** What the autoscaler must show: its parameter -> the key in the broker's secret. */
  readonly autoscaler: Readonly<Record<string, string>>;
  /** Where the autoscaler asks it. */
  readonly autoscalerPort: number;
  readonly build: (scope: Construct, release: Release) => void;
}

export const BROKER_PARTS: Readonly<Record<Broker, BrokerParts>> = {
  redis: {
    address: `redis:${PORTS.broker.redis}`,
    secretSettings: { redisPassword: BROKER.password },
    autoscaler: { password: BROKER.password },
    autoscalerPort: PORTS.broker.redis,
    build: redisBroker,
  },
  rabbitmq: {
    address: "",
    secretSettings: { connectionString: BROKER.connection },
    autoscaler: { host: BROKER.management },
    autoscalerPort: PORTS.rabbitmqManagement,
    build: rabbitmqBroker,
  },
  kafka: {
    address: `kafka:${PORTS.broker.kafka}`,
    secretSettings: {},
    autoscaler: {},
    autoscalerPort: PORTS.broker.kafka,
    build: kafkaBroker,
  },
};
