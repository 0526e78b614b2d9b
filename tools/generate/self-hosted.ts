// deploy/self-hosted: what sidecars and brokers read when the platform runs without a cluster, for each broker.

import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { BROKERS, type Broker } from "#platform/derive/dapr/brokers.ts";
import { pubsubComponents, pubsubEnvironment, pubsubNames } from "#platform/derive/dapr/component.ts";
import { configuration } from "#platform/derive/dapr/configuration.ts";
import { daprRunFile } from "#platform/derive/dapr/dapr-yaml.ts";
import { kafkaTopics } from "#platform/derive/dapr/kafka-topics.ts";
import { rabbitmqDefinitions } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { redisGroups } from "#platform/derive/dapr/redis-groups.ts";
import { resiliency } from "#platform/derive/dapr/resiliency.ts";
import { EXAMPLES } from "../start/examples.ts";
import type { FoundService } from "./declarations.ts";
import { type GeneratedFile, json, yaml, yamls } from "./files.ts";

const FOLDER = "deploy/self-hosted";
/** For a Kafka that a cluster's release finds there: with as many partitions as there may be replicas. */
const EXISTING_KAFKA = "deploy/existing-broker/kafka-topics.json";
/** The services' own store; the broker has another, because the two are kept in different ways. */
const STORE_URL = "redis://localhost:6390";

type Declarations = readonly ServiceDeclaration[];

/** What the broker itself must have before anybody starts. */
const PREPARATION: Readonly<Record<Broker, (declarations: Declarations, folder: string) => GeneratedFile>> = {
  redis: (declarations, folder) => ({
    path: `${folder}/groups.redis`,
    content: `${redisGroups(declarations).join("\n")}\n`,
  }),
  rabbitmq: (declarations, folder) => json(`${folder}/definitions.json`, rabbitmqDefinitions(declarations)),
  kafka: (declarations, folder) => json(`${folder}/topics.json`, kafkaTopics(declarations, { replicas: 1 })),
};

export function selfHosted(services: readonly FoundService[]): readonly GeneratedFile[] {
  const declarations = services.map(({ declaration }) => declaration);
  const files = BROKERS.flatMap((broker) => {
    const folder = `${FOLDER}/${broker}`;
    return [
      yamls(`${folder}/resources/pubsub.yaml`, pubsubComponents(broker, declarations)),
      yaml(`${folder}/resources/resiliency.yaml`, resiliency(pubsubNames(broker, declarations))),
      yaml(`${folder}/config.yaml`, configuration()),
      yaml(`${folder}/dapr.yaml`, daprRunFile(declarations, { ...EXAMPLES, STORE_URL, ...pubsubEnvironment(broker) })),
      PREPARATION[broker](declarations, folder),
    ];
  });
  return [...files, json(EXISTING_KAFKA, kafkaTopics(declarations))];
}
