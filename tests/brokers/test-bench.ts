// The suite's services on one broker, what can be asked of them, and what can be broken.
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { type SelfHosted, startSelfHosted } from "#tools/self-hosted/self-hosted.ts";
import { type Answer, Client } from "../kit/client.ts";
import { anOrder } from "../kit/orders.ts";
import { until } from "../kit/until.ts";
import { partnersFacts, untilOrderHas } from "./partners.ts";
import { attemptsAt } from "./services/attempts.ts";
import type { Trouble } from "./services/events.ts";
import type { HandledView } from "./services/handled.ts";
import { programs } from "./services/programs.ts";

export const CONSUMERS = ["packer", "cashier", "sleeper", "newcomer"] as const;
export type Consumer = (typeof CONSUMERS)[number];

/** Few attempts in quick succession, so that what is given up is given up soon. */
export const ATTEMPTS = 5;
/** Soon full. */
export const OUTBOX_CAP = 1_000;
const IMPATIENT = {
  RETRY_ATTEMPTS: String(ATTEMPTS),
  RETRY_FIRST: "100ms",
  RETRY_LONGEST: "800ms",
  OUTBOX_CAP: String(OUTBOX_CAP),
  // Longer than the slowest handler takes.
  DRAIN_WITHIN: "6s",
};
/** Milliseconds; for what goes wrong on purpose and is to be made good. */
const PATIENCE = 90_000;
/** Ids in one question. */
const AT_ONCE = 100;
const ADMIN_TOKEN = "the-administrator-of-the-suite";

export class TestBench {
  readonly broker: Broker;
  readonly platform: SelfHosted;
  readonly shop: Client;
  readonly desk: Client;
  readonly #attempts: string;
  /** Every purchase that was accepted, to be looked at once more in the end. */
  readonly #accepted = new Set<string>();
  readonly #joined: Set<string>;

  private constructor(broker: Broker, platform: SelfHosted, attempts: string) {
    this.broker = broker;
    this.platform = platform;
    this.#attempts = attempts;
    const atOnce = programs.filter(({ joins }) => joins === "at once");
    this.#joined = new Set(atOnce.map(({ declaration }) => declaration.name));
    this.shop = this.clientOf("shop");
    this.desk = this.clientOf("operations").with({ authorization: `Bearer ${ADMIN_TOKEN}` });
  }
  static async start(broker: Broker): Promise<TestBench> {
    const attempts = await mkdtemp(join(tmpdir(), "millrace-attempts-"));
    await mkdir(attempts, { recursive: true });
    const environment = { ...process.env, ...IMPATIENT, ADMIN_TOKEN, ATTEMPTS_FOLDER: attempts, LOG_LEVEL: "warn" };
    const platform = await startSelfHosted({ broker, port: 0, services: programs, environment });
    const bench = new TestBench(broker, platform, attempts);
    try {
      await bench.#warmUp();
    } catch (error) {
      const words = bench.lastWords();
      await bench.close();
      throw new Error(`The services do not find to each other.\n${words}`, { cause: error });
    }
    return bench;
  }
  /** Until the consumers have found to their groups, which takes some brokers longer than the services take to start. */
  async #warmUp(): Promise<void> {
    const first = await this.buy(1);
    for (const consumer of ["packer", "cashier"] as const) await this.untilHandled(consumer, first);
    const { body } = await this.clientOf("order").post<{ orderId: string }>("/orders", anOrder());
    await this.shop.post("/facts", { facts: partnersFacts.map((fact) => fact(body.orderId)) });
    await untilOrderHas(this.clientOf("order"), partnersFacts.length);
  }
  async close(): Promise<void> {
    await this.platform.close();
    await rm(this.#attempts, { recursive: true, force: true });
  }

  clientOf(service: string): Client {
    return new Client(this.platform.services.urlOf(service));
  }
  /** One try; the answer tells whether it was accepted. */
  async tryToBuy(
    purchaseIds: readonly string[],
    trouble?: Trouble,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.shop.with(headers).post("/purchases", { purchaseIds, ...(trouble && { trouble }) });
    if (answer.status === 202) for (const id of purchaseIds) this.#accepted.add(id);
    return answer;
  }
  /** So many at once, accepted. */
  async buy(count: number, trouble?: Trouble): Promise<readonly string[]> {
    const ids = newIds(count);
    const { status } = await this.tryToBuy(ids, trouble);
    if (status !== 202) throw new Error(`The shop answered ${status}.`);
    return ids;
  }
  async buyOne(trouble?: Trouble): Promise<string> {
    return (await this.buy(1, trouble))[0] as string;
  }

  async handled(consumer: Consumer, purchaseId: string): Promise<HandledView> {
    const { status, body } = await this.clientOf(consumer).get<HandledView>(`/${consumer}/${purchaseId}`);
    if (status !== 200) throw new Error(`${consumer} answered ${status}.`);
    return body;
  }
  /** How often each took effect. */
  async timesOf(consumer: Consumer, ids: readonly string[]): Promise<readonly number[]> {
    const times: number[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const asked = ids.slice(at, at + AT_ONCE).join(",");
      const { status, body } = await this.clientOf(consumer).get<{ times: number[] }>(`/${consumer}?ids=${asked}`);
      if (status !== 200) throw new Error(`${consumer} answered ${status}.`);
      times.push(...body.times);
    }
    return times;
  }
  /** Waits until each has taken effect at least once, and tells how many took effect more than once. */
  async untilHandled(consumer: Consumer, ids: readonly string[], within: number = PATIENCE): Promise<number> {
    let missing = ids;
    let doubled = 0;
    await until(
      async () => {
        const times = await this.timesOf(consumer, missing);
        doubled += times.filter((count) => count > 1).length;
        missing = missing.filter((_, at) => times[at] === 0);
        return missing.length === 0;
      },
      { within, every: 50 },
    ).catch((error: unknown) => {
      throw new Error(`${consumer} has not handled ${missing.length} of ${ids.length} within ${within} ms.`, {
        cause: error,
      });
    });
    return doubled;
  }
  /** How often a handler was begun, whatever became of it. */
  attempts(consumer: "packer" | "cashier", purchaseId: string): number {
    return attemptsAt(this.#attempts, consumer, purchaseId);
  }
  /** Everything that was accepted so far. */
  get accepted(): readonly string[] {
    return [...this.#accepted];
  }

  /** Publishes by the sidecar of a service, past the service; answers the status. */
  async publish(service: string, event: CloudEvent): Promise<number> {
    const { ports, tokens } = this.platform.unit(service);
    const response = await fetch(`http://127.0.0.1:${ports.sidecar}/v1.0/publish/pubsub/${event.type}`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents+json", "dapr-api-token": tokens.DAPR_API_TOKEN },
      body: JSON.stringify(event),
    });
    await response.body?.cancel();
    return response.status;
  }
  /** Everything that a case has ended and left so is there again, except who had not joined yet. */
  async mend(): Promise<void> {
    const { platform } = this;
    await Promise.all([platform.store.start(), platform.broker.start()]);
    await Promise.all([...this.#joined].map((name) => platform.services.start(name)));
  }
  async join(name: Consumer): Promise<void> {
    this.#joined.add(name);
    await this.platform.services.start(name);
  }
  /** For those who ask why a case failed; the logs go with the platform. */
  lastWords(): string {
    const units = [...this.#joined].map((name) => this.platform.unit(name));
    return units.flatMap(({ service, sidecar }) => [service.lastWords(), sidecar.lastWords()]).join("\n");
  }
  async untilGone(service: string): Promise<void> {
    await until(() => !this.platform.unit(service).service.isRunning, { within: PATIENCE });
  }
}

export const newIds = (count: number): readonly string[] => Array.from({ length: count }, () => randomUUID());
export const newId = (): string => randomUUID();
