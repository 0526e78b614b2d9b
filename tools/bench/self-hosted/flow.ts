// Looks into the stores from outside: whether everything that was said has been heard, and when each order got how far.
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "redis";
import { groupsOf } from "#platform/derive/dapr/topics.ts";
import { businessEvents } from "#platform/derive/graph.ts";
import { recordOf } from "#platform/runtime/store/redis/replies.ts";
import { declarations } from "#services/declarations.ts";
import type { SelfHosted } from "#tools/self-hosted/self-hosted.ts";
import { load } from "../client.ts";
import type { Refusals } from "../refusals.ts";

const LOOK_EVERY = 100;
/** Milliseconds without a delivery after which nothing more is waited for. */
const STILL_FOR = 60_000;
const WARM_UP = { rate: 100, count: 1_000, inFlight: 64, skus: 100 } as const;
const SERVICES = declarations.map(({ name }) => name);
/** Topic -> how many services hear it. */
const HEARERS = new Map(businessEvents(declarations).map(({ name }) => [name, groupsOf(name, declarations).length]));

interface Order {
  readonly history: readonly { readonly status: string; readonly at: string }[];
}
/** Milliseconds since 1970 at which an order reached each status. */
export type Passed = ReadonlyMap<string, number>;

export class Flow {
  readonly #platform: SelfHosted;
  readonly #client: ReturnType<typeof createClient>;

  private constructor(platform: SelfHosted) {
    this.#platform = platform;
    this.#client = createClient({ url: platform.store.url });
  }
  static async open(platform: SelfHosted): Promise<Flow> {
    const flow = new Flow(platform);
    flow.#client.on("error", () => undefined);
    await flow.#client.connect();
    return flow;
  }
  close(): void {
    this.#client.destroy();
  }
  /** The order service itself, without the gateway. */
  get url(): string {
    return this.#platform.services.urlOf("order");
  }
  /** Until code is compiled and connections are open. */
  async warmUp(): Promise<Refusals> {
    await this.quiet();
    const { refused } = await load({ url: this.url, ...WARM_UP });
    await this.quiet();
    return refused;
  }

  /** Waits until everything that was said has been heard by all, or nothing moves; answers the deliveries so far. */
  async quiet(): Promise<number> {
    let [before, movedAt] = [-1, performance.now()];
    for (;;) {
      const { expected, heard } = await this.#deliveries();
      if (heard !== before) [before, movedAt] = [heard, performance.now()];
      if (heard >= expected || performance.now() - movedAt > STILL_FOR) return heard;
      await sleep(LOOK_EVERY);
    }
  }
  /** How far each order has come. */
  async passed(orderIds: readonly string[]): Promise<readonly Passed[]> {
    const all: Passed[] = [];
    for (let first = 0; first < orderIds.length; first += 1_000) {
      const keys = orderIds.slice(first, first + 1_000).map((id) => `{order}:record:order:${id}`);
      for (const stored of await this.#client.mGet(keys)) {
        const order = recordOf(stored).value as Order | undefined;
        all.push(new Map(order?.history.map(({ status, at }) => [status, Date.parse(at)])));
      }
    }
    return all;
  }

  async #deliveries(): Promise<{ readonly expected: number; readonly heard: number }> {
    const counts = async (kind: "committed" | "seen") =>
      (await Promise.all(SERVICES.map((name) => this.#client.hGetAll(`{${name}}:${kind}`)))).flatMap((each) =>
        Object.entries(each).flatMap(([topic, count]) => (HEARERS.has(topic) ? [[topic, Number(count)] as const] : [])),
      );
    // What is heard is read first: while something moves, it can only look less than it is.
    const seen = await counts("seen");
    const committed = await counts("committed");
    return {
      expected: committed.reduce((sum, [topic, count]) => sum + count * (HEARERS.get(topic) ?? 0), 0),
      heard: seen.reduce((sum, [, count]) => sum + count, 0),
    };
  }
}

/** Milliseconds from accepted to a status, of those that reached it. */
export const timesTo = (status: string, orders: readonly Passed[]): readonly number[] =>
  orders.flatMap((order) => {
    const [from, to] = [order.get("PENDING"), order.get(status)];
    return from === undefined || to === undefined ? [] : [to - from];
  });
export const unfinished = (orders: readonly Passed[]): number =>
  orders.filter((order) => !order.has("COMPLETED")).length;
