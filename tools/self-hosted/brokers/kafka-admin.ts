// Makes topics by Kafka's own protocol: the two requests that are needed are shorter than any client is to install.
import { connect } from "node:net";
import type { KafkaTopic } from "#platform/derive/dapr/kafka-topics.ts";

const CREATE_TOPICS = { key: 19, version: 4, harmless: 36 } as const;
/** Harmless is what Kafka says of a topic that has as many, or more: it takes none away. */
const CREATE_PARTITIONS = { key: 37, version: 1, harmless: 37 } as const;
type Kind = typeof CREATE_TOPICS | typeof CREATE_PARTITIONS;
const TIMEOUT = 30_000;

const int16 = (value: number) => Buffer.from([(value >> 8) & 255, value & 255]);
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const text = (value: string) => Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
const list = (items: readonly Buffer[]) => Buffer.concat([int32(items.length), ...items]);

const topicEntry = ({ name, partitions, config }: KafkaTopic, replicas: number): Buffer => {
  const settings = Object.entries(config).map(([key, value]) => Buffer.concat([text(key), text(value)]));
  return Buffer.concat([text(name), int32(partitions), int16(replicas), list([]), list(settings)]);
};
/** Kafka itself says on which brokers they are. */
const ANYWHERE = int32(-1);
const partitionsEntry = ({ name, partitions }: KafkaTopic): Buffer =>
  Buffer.concat([text(name), int32(partitions), ANYWHERE]);

function request({ key, version }: Kind, entries: readonly Buffer[]): Buffer {
  const header = [int16(key), int16(version), int32(1), text("millrace")];
  const body = Buffer.concat([...header, list(entries), int32(TIMEOUT), Buffer.from([0])]);
  return Buffer.concat([int32(body.length), body]);
}

/** What went wrong, by topic. */
function faultsIn(answer: Buffer, { harmless }: Kind): string[] {
  // After the number of the request and the time that the broker wants us to wait.
  let at = 8;
  const next16 = () => answer.readInt16BE((at += 2) - 2);
  const nextText = () => {
    const length = next16();
    return length < 0 ? "" : answer.toString("utf8", at, (at += length));
  };
  const count = answer.readInt32BE((at += 4) - 4);
  const results = Array.from({ length: count }, () => ({ name: nextText(), code: next16(), message: nextText() }));
  return results.flatMap(({ name, code, message }) =>
    code === 0 || code === harmless ? [] : [`${name}: ${message || `error ${code}`}`],
  );
}

function exchange(host: string, port: number, sent: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => void socket.write(sent));
    let received = Buffer.alloc(0);
    socket.setTimeout(TIMEOUT, () => socket.destroy(new Error("Kafka does not answer.")));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("Kafka hung up.")));
    socket.on("data", (data: Buffer) => {
      received = Buffer.concat([received, data]);
      if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return;
      resolve(received.subarray(4));
      socket.destroy();
    });
  });
}

/** As many copies as the brokers' own setting says. */
const COPIES_BY_DEFAULT = -1;

/** Topics that are there already stay as they are. The first of the brokers that answers is asked. */
export async function createKafkaTopics(
  brokers: string,
  topics: readonly KafkaTopic[],
  replicas: number = COPIES_BY_DEFAULT,
): Promise<void> {
  const faults = await ask(
    brokers,
    CREATE_TOPICS,
    topics.map((topic) => topicEntry(topic, replicas)),
  );
  if (faults.length > 0) throw new Error(`Kafka did not make these topics:\n- ${faults.join("\n- ")}`);
}

/** For topics that were made with fewer; what is in the partitions that they have stays there. */
export async function addKafkaPartitions(brokers: string, topics: readonly KafkaTopic[]): Promise<void> {
  const faults = await ask(brokers, CREATE_PARTITIONS, topics.map(partitionsEntry));
  if (faults.length > 0) throw new Error(`Kafka did not add partitions to these topics:\n- ${faults.join("\n- ")}`);
}

const ask = async (brokers: string, kind: Kind, entries: readonly Buffer[]): Promise<string[]> =>
  faultsIn(await askAny(brokers.split(","), request(kind, entries)), kind);

async function askAny(brokers: readonly string[], sent: Buffer): Promise<Buffer> {
  const silent: string[] = [];
  for (const broker of brokers)
    try {
      const { hostname, port } = new URL(`kafka://${broker.trim()}`);
      return await exchange(hostname, Number(port || "9092"), sent);
    } catch (error) {
      silent.push(`${broker.trim()} (${(error as NodeJS.ErrnoException).code || (error as Error).message})`);
    }
  throw new Error(`Kafka cannot be reached at ${silent.join(", ")}.`);
}
