// Customers: they order, repeat themselves, check baskets out, and change their minds. They insist on an answer whatever breaks.
import { sleep } from "#platform/runtime/clock.ts";
import { between, pick } from "#platform/simulate/seeded-random.ts";
import type { Request } from "../audit/books.ts";
import { insist, type Wish } from "./insist.ts";
import type { SentLine } from "./sent.ts";
import type { Town } from "./town.ts";

/** What they buy. */
export const SKUS = ["SKU-1", "SKU-2", "SKU-3", "SKU-4"];
/** In stock but in no catalogue: it never gets a price. */
const PRICELESS = "SKU-PRICELESS";
const RUSH = 300;
const LOOK_EVERY = 200;

const address = (country: string) => ({
  name: "Ada",
  line1: "1 Mill Lane",
  city: "Berlin",
  postalCode: "10115",
  country,
});

export interface ShopperOptions {
  /** Units of each SKU that were there before they came. */
  readonly stock: ReadonlyMap<string, number>;
  /** What their user ids begin with: another one for each time that a platform is visited. */
  readonly name?: string;
  /** Is told of each request when it is answered, and of each delivery of goods. */
  readonly note?: (line: SentLine) => void;
}
export const evenStock = (units: number): ReadonlyMap<string, number> => new Map(SKUS.map((sku) => [sku, units]));

export class Shoppers {
  readonly requests: Request[] = [];
  readonly supplied: Map<string, number>;
  readonly #town: Town;
  readonly #options: ShopperOptions;
  #active = 0;
  #isRush = false;
  /** Each visit is another customer's, so that an order and its request are found by the user. */
  #visits = 0;
  #deliveries = 0;

  constructor(town: Town, options: ShopperOptions) {
    this.#town = town;
    this.#options = options;
    this.supplied = new Map(options.stock);
    for (const [sku, quantity] of options.stock) options.note?.({ kind: "supply", sku, quantity });
  }
  get active(): number {
    return this.#active;
  }
  get #name(): string {
    return this.#options.name ?? "user";
  }
  /** When nobody waits for an answer any more. */
  async served(): Promise<void> {
    while (!this.areDone) await sleep(this.#town.clock, LOOK_EVERY);
  }
  get areDone(): boolean {
    return this.#active === 0;
  }
  /** `count` customers within `period` milliseconds, one request each, and some deliveries of goods. */
  arrive(count: number, period: number): void {
    const { clock } = this.#town;
    // On some days everybody wants the same thing at the same moment.
    this.#isRush = this.#town.happens(0.3);
    for (let at = 0; at < count; at++) {
      const number = this.#visits++;
      const usesBasket = this.#town.happens(0.2);
      clock.setTimer(this.#town.upTo(this.#isRush ? RUSH : period), () =>
        this.#run(usesBasket ? this.#useBasket(number) : this.#order(number)),
      );
      this.#active++;
    }
    for (const sku of [...SKUS.slice(0, 2), PRICELESS]) {
      clock.setTimer(this.#town.upTo(period), () => this.#run(this.#restock(sku, between(this.#town.random, 1, 5))));
      this.#active++;
    }
  }

  #run(visit: Promise<void>): void {
    void visit.finally(() => {
      this.#active--;
    });
  }
  async #order(number: number): Promise<void> {
    const { random } = this.#town;
    const userId = `${this.#name}-${number}`;
    const wanted = this.#isRush ? SKUS.slice(0, 1) : [...new Set([pick(random, SKUS), pick(random, SKUS)])];
    const skus = this.#town.happens(0.05) ? [PRICELESS] : wanted;
    const body = {
      userId,
      customerEmail: `${userId}@example.com`,
      items: skus.map((sku) => ({ sku, quantity: between(random, 1, 3) })),
      ...this.#fulfilment(),
    };
    await this.#place(userId, { service: "order", route: "createOrder", body });
  }
  async #useBasket(number: number): Promise<void> {
    const { random } = this.#town;
    const userId = `${this.#name}-${number}`;
    const sku = this.#town.happens(0.2) ? "SKU-404" : pick(random, SKUS);
    const quantity = between(random, 1, 3);
    const item = { params: { userId, sku }, body: { quantity } };
    await insist(this.#town, { service: "basket", route: "putItem", key: `${userId}-put`, ...item });
    const body = { customerEmail: `${userId}@example.com`, ...this.#fulfilment() };
    await this.#place(userId, { service: "basket", route: "checkOut", params: { userId }, body });
  }
  #fulfilment() {
    const { random } = this.#town;
    const paymentToken = pick(random, ["tok_ok", "tok_ok", "tok_ok", "tok_declined", undefined]);
    const country = pick(random, ["DE", "DE", "DE", "XX", undefined]);
    return { ...(paymentToken && { paymentToken }), ...(country && { shippingAddress: address(country) }) };
  }
  /** Sends the request under one key, sometimes twice at once, until it is answered; some customers then cancel. */
  async #place(userId: string, wish: Omit<Wish, "key"> & { readonly body: object }): Promise<void> {
    const key = `key-${userId}`;
    const copies = this.#town.happens(0.2) ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: copies }, () => insist(this.#town, { ...wish, key })));
    const orderIds = answers.flatMap((answer) => (answer ? [(answer.body as { orderId: string }).orderId] : []));
    const other = this.#town.happens(0.1)
      ? await insist(this.#town, { ...wish, key, body: { ...wish.body, customerEmail: "eve@example.com" } })
      : undefined;
    const request = { key, userId, orderIds, wasMisread: other !== undefined };
    this.requests.push(request);
    this.#options.note?.({ kind: "request", ...request });
    const [orderId] = orderIds;
    if (!orderId || !this.#town.happens(0.2)) return;
    await sleep(this.#town.clock, this.#town.upTo(6_000));
    const cancel = { service: "order", route: "cancelOrder", key: `cancel-${userId}`, params: { orderId } };
    await insist(this.#town, cancel, 3);
  }
  async #restock(sku: string, quantity: number): Promise<void> {
    const delivery = { key: `restock-${this.#name}-${this.#deliveries++}`, params: { sku }, body: { quantity } };
    const answer = await insist(this.#town, { service: "inventory", route: "restock", ...delivery });
    if (!answer) return;
    this.supplied.set(sku, (this.supplied.get(sku) ?? 0) + quantity);
    this.#options.note?.({ kind: "supply", sku, quantity });
  }
}
