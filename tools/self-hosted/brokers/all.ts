// The brokers by their names: what this machine lacks for one, and how one is made.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import type { BrokerContext, RunningBroker } from "./broker.ts";
import { kafkaBroker, missingForKafka } from "./kafka.ts";
import { missingForRabbitmq, rabbitmqBroker } from "./rabbitmq.ts";
import { missingForRedis, redisBroker } from "./redis.ts";

interface BrokerMaker {
  /** Each missing part with a way to get it. */
  readonly missing: (environment: BrokerContext["environment"]) => readonly string[];
  readonly make: (context: BrokerContext) => Promise<RunningBroker>;
}
export const brokerMakers: Readonly<Record<Broker, BrokerMaker>> = {
  redis: { missing: missingForRedis, make: redisBroker },
  rabbitmq: { missing: missingForRabbitmq, make: rabbitmqBroker },
  kafka: { missing: missingForKafka, make: kafkaBroker },
};
