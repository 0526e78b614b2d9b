// The pub/sub components of Dapr's quickstarts: an address, and everything else as it is by default.
import { BROKER_KINDS, type Broker } from "#platform/derive/dapr/brokers.ts";
import { PUBSUB } from "./topics.ts";

const METADATA: Readonly<Record<Broker, (address: string) => Readonly<Record<string, string>>>> = {
  redis: (redisHost) => ({ redisHost, redisPassword: "" }),
  rabbitmq: (connectionString) => ({ connectionString }),
  kafka: (brokers) => ({ brokers, authType: "none" }),
};

export const plainComponent = (broker: Broker, address: string): object => ({
  apiVersion: "dapr.io/v1alpha1",
  kind: "Component",
  metadata: { name: PUBSUB },
  spec: {
    type: BROKER_KINDS[broker].type,
    version: "v1",
    metadata: Object.entries(METADATA[broker](address)).map(([name, value]) => ({ name, value })),
  },
});
