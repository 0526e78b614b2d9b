// The control: Dapr's own SDK with the defaults of its components, on a broker of its own.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DaprClient } from "@dapr/dapr";
import { stringify } from "yaml";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { brokerMakers } from "#tools/self-hosted/brokers/all.ts";
import type { RunningBroker } from "#tools/self-hosted/brokers/broker.ts";
import { createKafkaTopics } from "#tools/self-hosted/brokers/kafka-admin.ts";
import { findPrograms } from "#tools/self-hosted/parts.ts";
import type { Trouble } from "../services/events.ts";
import { newIds } from "../test-bench.ts";
import { plainComponent } from "./component.ts";
import { fateOfAll, Ledger, type Looking } from "./ledger.ts";
import { PlainUnit } from "./plain-unit.ts";
import { PUBSUB, TOPICS, type Topic, UNDECLARED } from "./topics.ts";

/** Events that are published for one question. */
export const FEW = 10;

interface Parts {
  /** With what a broker of its kind has before anybody uses it. */
  readonly broker: RunningBroker;
  readonly publisher: PlainUnit;
  readonly consumer: PlainUnit;
  /** Another consumer of the same topics. */
  readonly newcomer: PlainUnit;
  readonly consumed: Ledger;
  readonly consumedByNewcomer: Ledger;
}

export class PlainDapr {
  readonly kind: Broker;
  readonly parts: Parts;
  /** Published before the consumer ever ran. */
  readonly published: string[] = [];
  readonly #client: DaprClient;
  readonly #folder: string;

  private constructor(kind: Broker, parts: Parts, folder: string) {
    this.kind = kind;
    this.parts = parts;
    this.#folder = folder;
    this.#client = new DaprClient({ daprHost: "127.0.0.1", daprPort: String(parts.publisher.sidecarPort) });
  }
  static async start(kind: Broker): Promise<PlainDapr> {
    const folder = await mkdtemp(join(tmpdir(), "millrace-plain-"));
    const broker = await plainBroker(kind, folder);
    await mkdir(join(folder, "resources"));
    await writeFile(join(folder, "resources/pubsub.yaml"), stringify(plainComponent(kind, broker.address)));
    const attempts = join(folder, "attempts");
    await mkdir(attempts);
    const common = {
      ...findPrograms(kind, process.env),
      folder,
      environment: { ...process.env, ATTEMPTS_FOLDER: attempts },
    };
    const program = join(import.meta.dirname, "consumer.ts");
    const parts = {
      broker,
      publisher: await PlainUnit.make({ ...common, name: "plain-shop" }),
      consumer: await PlainUnit.make({ ...common, name: "plain-packer", program }),
      newcomer: await PlainUnit.make({ ...common, name: "plain-newcomer", program }),
      consumed: new Ledger(attempts, "plain-packer"),
      consumedByNewcomer: new Ledger(attempts, "plain-newcomer"),
    };
    const plain = new PlainDapr(kind, parts, folder);
    try {
      await plain.#begin();
    } catch (error) {
      await plain.close();
      throw error;
    }
    return plain;
  }
  async close(): Promise<void> {
    const { consumer, newcomer, publisher, broker } = this.parts;
    await this.#client.stop();
    await Promise.all([consumer, newcomer, publisher].map((unit) => unit.kill()));
    await broker.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** So many, accepted; answers their ids. */
  async publish(topic: string, count: number, trouble?: Trouble): Promise<readonly string[]> {
    const ids = newIds(count);
    for (const purchaseId of ids) {
      const error = await this.publishOne(topic, { purchaseId, ...(trouble && { trouble }) });
      if (error) throw error;
    }
    return ids;
  }
  /** The SDK gives a refusal back, and does not throw it. */
  async publishOne(topic: string, data: object): Promise<Error | undefined> {
    const silence = sleep(15_000, { error: new Error("The sidecar does not answer.") });
    return (await Promise.race([this.#client.pubsub.publish(PUBSUB, topic, data), silence])).error;
  }
  /**
   * What became of events of a topic. None is called lost because it is late: an event that is published after it must have
   * come first.
   */
  async fate(topic: Topic, ids: readonly string[], looking: Looking = {}): Promise<string> {
    const { consumed } = this.parts;
    const effects = await consumed.look(ids, looking);
    if (effects.every((count) => count > 0)) return fateOfAll(effects);
    const [marker = ""] = await this.publish(topic, 1);
    const [heard] = await consumed.look([marker], { within: 60_000 });
    return heard ? fateOfAll(ids.map(consumed.effects)) : "nothing comes any more, until somebody restarts it";
  }
  /** A sidecar that suffered from a broker's end must not change the answer to the next question. */
  async renewSidecars(): Promise<void> {
    const { publisher, consumer } = this.parts;
    await Promise.all([publisher.kill(), consumer.kill()]);
    await Promise.all([publisher.start(), consumer.start()]);
  }

  async #begin(): Promise<void> {
    const { broker, publisher, consumer } = this.parts;
    await broker.start();
    await publisher.start();
    this.published.push(...(await this.publish("first", FEW)));
    await consumer.start();
    await this.#untilHeard();
  }
  /** Groups of consumers take their time to find together; what is published before that is another question. */
  async #untilHeard(): Promise<void> {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const ids = await Promise.all(TOPICS.map((topic) => this.publish(topic, 1)));
      const effects = await this.parts.consumed.look(ids.flat(), { within: 1_000 });
      if (effects.every((count) => count > 0)) return;
    }
    throw new Error("The plain consumer hears nothing.");
  }
}

/** Kafka makes topics by itself where it may; here it is done for it, with its default of one partition. */
async function plainBroker(kind: Broker, folder: string): Promise<RunningBroker> {
  const broker = await brokerMakers[kind].make({ declarations: [], folder, environment: process.env });
  if (kind !== "kafka") return broker;
  const topics = [...TOPICS, UNDECLARED].map((name) => ({ name, partitions: 1, config: {} }));
  const prepare = () => createKafkaTopics(broker.address, topics);
  return { ...broker, start: () => broker.start().then(prepare), wipe: () => broker.wipe().then(prepare) };
}
