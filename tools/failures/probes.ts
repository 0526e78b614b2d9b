// Orders that nothing but a fault can hold up: when all that follows from them has happened, the platform has recovered.
import { sleep } from "#platform/runtime/clock.ts";
import type { Request } from "../audit/books.ts";
import { insist } from "../load/insist.ts";
import type { SentLine } from "../load/sent.ts";
import type { Town } from "../load/town.ts";

const LOOK_EVERY = 200;
const ANYBODY = { kind: "anonymous" } as const;
const never = new AbortController().signal;

export interface Probe {
  readonly orderId: string;
  readonly userId: string;
}
type Read = (service: string, route: string, given: Readonly<Record<string, string>>) => Promise<unknown>;

/** What follows from an order in each service that shows single orders; the order's own end comes first. */
const EFFECTS: Readonly<Record<string, (probe: Probe, read: Read) => Promise<boolean>>> = {
  completed: async ({ orderId }, read) =>
    ((await read("order", "getOrder", { orderId })) as { status?: string } | undefined)?.status === "COMPLETED",
  "told in three mails": async ({ orderId }, read) =>
    ((await read("notification", "listNotifications", { orderId })) as { notifications?: unknown[] } | undefined)
      ?.notifications?.length === 3,
  "rewarded with points": async ({ userId }, read) =>
    (((await read("loyalty", "getPoints", { userId })) as { points?: number } | undefined)?.points ?? 0) > 0,
  "shown as completed": async ({ userId }, read) =>
    ((await read("storefront", "getOrderHistory", { userId })) as { orders?: { status: string }[] } | undefined)
      ?.orders?.[0]?.status === "COMPLETED",
  "on its timeline": async ({ orderId }, read) =>
    (
      (await read("operations", "getTimeline", { orderId })) as { entries?: { event: string }[] } | undefined
    )?.entries?.some(({ event }) => event === "OrderCompleted") ?? false,
};

export class Probes {
  readonly requests: Request[] = [];
  readonly #town: Town;
  readonly #sku: string;
  readonly #note: (line: SentLine) => void;

  /** `sku`: nobody else buys it. */
  constructor(town: Town, sku: string, note: (line: SentLine) => void) {
    this.#town = town;
    this.#sku = sku;
    this.#note = note;
  }
  /** Accepted when it comes back. */
  async place(): Promise<Probe> {
    const userId = `probe-${this.requests.length}`;
    const request = { key: `key-${userId}`, userId, orderIds: [] as string[], wasMisread: false };
    this.requests.push(request);
    const items = [{ sku: this.#sku, quantity: 1 }];
    const body = { userId, customerEmail: `${userId}@example.com`, items, paymentToken: "tok_ok" };
    const answer = await insist(this.#town, { service: "order", route: "createOrder", key: request.key, body });
    if (!answer) throw new Error(`The order of ${userId} was refused.`);
    const { orderId } = answer.body as { orderId: string };
    request.orderIds.push(orderId);
    this.#note({ kind: "request", ...request });
    return { orderId, userId };
  }
  placeMany(count: number): Promise<Probe[]> {
    return Promise.all(Array.from({ length: count }, () => this.place()));
  }
  /** Waits until all that follows from these orders has happened; undefined, or else what has not within `limit` milliseconds. */
  async missing(probes: readonly Probe[], limit: number): Promise<string | undefined> {
    const end = performance.now() + limit;
    for (const probe of probes)
      for (const [effect, hasHappened] of Object.entries(EFFECTS))
        while (!(await hasHappened(probe, (...asked) => this.#read(...asked)))) {
          if (performance.now() > end) return `${probe.orderId} is not ${effect}`;
          await sleep(this.#town.clock, LOOK_EVERY);
        }
    return undefined;
  }
  /** The body of an answer; undefined while there is none. */
  async #read(service: string, route: string, given: Readonly<Record<string, string>>): Promise<unknown> {
    const asked = { params: given, query: given, body: undefined, headers: {}, caller: ANYBODY, signal: never };
    return (await this.#town.request(service, route, asked)?.catch(() => undefined))?.body;
  }
}
