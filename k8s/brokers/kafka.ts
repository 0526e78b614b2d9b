// Kafka as the broker: one node, with its topics in it before anybody could make one by accident. It asks nobody for a password: the
// network policy lets in services and the autoscaler alone, and which of them may do what, their sidecars enforce.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { kafkaTopics } from "#platform/derive/dapr/kafka-topics.ts";
import { exporterFor } from "../observability/exporter.ts";
import { containerSecurity } from "../parts/hardening.ts";
import { labelsOf } from "../parts/labels.ts";
import { PORTS } from "../parts/ports.ts";
import { resourcesOf, SMALL_PROGRAM } from "../parts/resources.ts";
import { server } from "../parts/server.ts";
import { hostOf, imageOf, PROFILES, type Release } from "../release.ts";
import { version } from "../versions.ts";

const NAME = "kafka";
const USER = 1_000;
const PORT = PORTS.broker.kafka;
const CONTROLLER_PORT = PORT + 1;
export const TOPICS = { name: `${NAME}-topics`, file: "topics.json", path: "/etc/topics" } as const;

const settings = (host: string): Readonly<Record<string, string>> => ({
  KAFKA_NODE_ID: "1",
  KAFKA_PROCESS_ROLES: "broker,controller",
  KAFKA_LISTENERS: `PLAINTEXT://:${PORT},CONTROLLER://:${CONTROLLER_PORT}`,
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${host}:${PORT}`,
  KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
  KAFKA_CONTROLLER_QUORUM_VOTERS: `1@localhost:${CONTROLLER_PORT}`,
  KAFKA_LOG_DIRS: "/var/lib/kafka/data/logs",
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
  KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: "8",
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: "0",
  // A topic that is made by accident would have one partition.
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false",
  // A consumer that is away for long must not begin again: its inbox is shorter.
  KAFKA_OFFSETS_RETENTION_MINUTES: "10080",
  KAFKA_HEAP_OPTS: "-Xms256m -Xmx512m",
});

/** More partitions than replicas would only cost. */
export const topicsFor = ({ declarations, profile }: Pick<Release, "declarations" | "profile">): string =>
  JSON.stringify(kafkaTopics(declarations, { replicas: PROFILES[profile] }));

/** Makes the topics at each start of the pod, and then rests. */
const topicsMaker = (release: Release): k8s.Container => ({
  name: TOPICS.name,
  image: imageOf(TOPICS.name, release),
  imagePullPolicy: "IfNotPresent",
  env: [
    { name: "KAFKA_BROKERS", value: `localhost:${PORT}` },
    { name: "TOPICS_FILE", value: `${TOPICS.path}/${TOPICS.file}` },
  ],
  resources: resourcesOf(SMALL_PROGRAM),
  securityContext: containerSecurity,
  volumeMounts: [{ name: "topics", mountPath: TOPICS.path }],
});

export function kafkaBroker(scope: Construct, release: Release): void {
  const topics = topicsFor(release);
  new k8s.KubeConfigMap(scope, "topics", {
    metadata: { name: TOPICS.name, labels: labelsOf(NAME, "broker") },
    data: { [TOPICS.file]: topics },
  });
  server(scope, {
    name: NAME,
    role: "broker",
    image: version("KAFKA_IMAGE"),
    user: USER,
    ports: { kafka: PORT },
    needs: { cpu: "100m", memory: "512Mi", mostCpu: "1", mostMemory: "1Gi" },
    disk: release.sizes.broker.disk,
    data: "/var/lib/kafka/data",
    volumes: [
      { name: "topics", configMap: { name: TOPICS.name } },
      { name: "settings", emptyDir: {} },
      { name: "temporary", emptyDir: {} },
      { name: "logs", emptyDir: {} },
    ],
    mounts: { settings: "/opt/kafka/config", temporary: "/tmp", logs: "/opt/kafka/logs" },
    readAtStart: topics,
    grace: 60,
    container: {
      env: Object.entries(settings(hostOf(NAME, release))).map(([name, value]) => ({ name, value })),
    },
    beside: [topicsMaker(release), ...exporterFor("kafka", release)],
  });
}
