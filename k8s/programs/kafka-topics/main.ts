// Makes Kafka's topics when its pod starts, as soon as Kafka answers, and then rests: a container of a pod must not end.
import { readFile } from "node:fs/promises";
import type { KafkaTopic } from "#platform/derive/dapr/kafka-topics.ts";
import { createLog } from "#platform/runtime/log.ts";
import { onTermination } from "#platform/runtime/shutdown.ts";
import { addKafkaPartitions, createKafkaTopics } from "#tools/self-hosted/brokers/kafka-admin.ts";

const PAUSE = 1_000;
/** Looked at again, for a broker that was emptied while its pod went on. */
const AGAIN = 60_000;

const { KAFKA_BROKERS = "localhost:9092", TOPICS_FILE = "topics.json" } = process.env;
const log = createLog();
/** Topics of a release in a smaller profile have fewer; those that are made later have them all. */
let hasAllPartitions = false;
const topics = JSON.parse(await readFile(TOPICS_FILE, "utf8")) as readonly KafkaTopic[];

async function make(): Promise<void> {
  try {
    await createKafkaTopics(KAFKA_BROKERS, topics);
    if (!hasAllPartitions) await addKafkaPartitions(KAFKA_BROKERS, topics);
    hasAllPartitions = true;
    setTimeout(() => void make(), AGAIN);
  } catch (error) {
    log.warn({ cause: String(error) }, "Kafka does not take the topics yet.");
    setTimeout(() => void make(), PAUSE);
  }
}
onTermination(async () => undefined);
await make();
