// Kafka in a container, one node, with the topics in it before anybody starts.
import { kafkaTopics } from "#platform/derive/dapr/kafka-topics.ts";
import { readLimits } from "#platform/runtime/limits.ts";
import { Container } from "../container.ts";
import { freePorts } from "../free-ports.ts";
import { hasImage } from "../programs.ts";
import { until } from "../wait.ts";
import { type BrokerContext, foreignBroker, type RunningBroker } from "./broker.ts";
import { createKafkaTopics } from "./kafka-admin.ts";

export const KAFKA_IMAGE = "apache/kafka:4.1.1";
const READY_WITHIN = 90_000;
/** Each service is one process. */
const ONE_OF_EACH = 1;

export const missingForKafka = (environment: BrokerContext["environment"]): readonly string[] =>
  environment["KAFKA_BROKERS"] || hasImage(KAFKA_IMAGE)
    ? []
    : [`Kafka: \`docker pull ${KAFKA_IMAGE}\`, or name running ones by KAFKA_BROKERS=host:9092`];

export async function kafkaBroker({ declarations, environment }: BrokerContext): Promise<RunningBroker> {
  const brokers = environment["KAFKA_BROKERS"];
  const { kept } = readLimits(environment);
  const topicsOf = (all: typeof declarations) => kafkaTopics(all, { kept: kept.broker, replicas: ONE_OF_EACH });
  if (brokers) return foreignBroker(brokers, declarations, (all) => createKafkaTopics(brokers, topicsOf(all)));
  const port = await freePorts(2);
  const address = `127.0.0.1:${port}`;
  const container = new Container({
    name: `millrace-kafka-${port}`,
    image: KAFKA_IMAGE,
    environment: settings(port, port + 1),
    files: {},
  });
  let topics = topicsOf(declarations);
  const isPrepared = () => createKafkaTopics(address, topics).then(() => true);
  const start = async () => {
    await container.start();
    await until(isPrepared, { what: "Kafka", timeout: READY_WITHIN });
  };
  return {
    address,
    pid: () => container.pid,
    start,
    async extend(all) {
      topics = topicsOf(all);
      await createKafkaTopics(address, topics);
    },
    stop: () => container.stop(),
    kill: () => container.kill(),
    wipe: () => container.remove().then(start),
    close: () => container.remove(),
  };
}

const settings = (port: number, controllerPort: number): Readonly<Record<string, string>> => ({
  KAFKA_NODE_ID: "1",
  KAFKA_PROCESS_ROLES: "broker,controller",
  KAFKA_LISTENERS: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
  KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
  KAFKA_CONTROLLER_QUORUM_VOTERS: `1@127.0.0.1:${controllerPort}`,
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
  KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: "8",
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: "0",
  // A topic that is made by accident would have one partition.
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false",
  // A consumer that is away for long must not begin again: its inbox is shorter.
  KAFKA_OFFSETS_RETENTION_MINUTES: "10080",
});
