// The customers of a simulated run: they order, repeat themselves, check baskets out, and change their minds.
import { Problem } from "#contracts/problems.ts";
import { sleep } from "#platform/runtime/clock.ts";
import type { Answer, Incoming } from "#platform/runtime/http/answer.ts";
import { between, pick } from "#platform/simulate/seeded-random.ts";
import type { World } from "#platform/simulate/world.ts";
import type { Request } from "../audit/books.ts";

const SKUS = ["SKU-1", "SKU-2", "SKU-3", "SKU-4"];
/** In stock but in no catalogue: it never gets a price. */
const PRICELESS = "SKU-PRICELESS";
const PATIENCE = 8_000;
const RUSH = 300;

const never = new AbortController().signal;
const address = (country: string) => ({
  name: "Ada",
  line1: "1 Mill Lane",
  city: "Berlin",
  postalCode: "10115",
  country,
});

export class Shoppers {
  readonly requests: Request[] = [];
  readonly supplied: Map<string, number>;
  readonly #world: World;
  #active = 0;
  #isRush = false;

  constructor(world: World, stock: number) {
    this.#world = world;
    this.supplied = new Map(SKUS.map((sku) => [sku, stock]));
  }
  get areDone(): boolean {
    return this.#active === 0;
  }
  /** `count` customers within `period` milliseconds, one request each, and some deliveries of goods. */
  arrive(count: number, period: number): void {
    const { clock } = this.#world;
    // On some days everybody wants the same thing at the same moment.
    this.#isRush = this.#world.happens(0.3);
    for (let number = 0; number < count; number++) {
      const usesBasket = this.#world.happens(0.2);
      clock.setTimer(this.#world.upTo(this.#isRush ? RUSH : period), () =>
        this.#run(usesBasket ? this.#useBasket(number) : this.#order(number)),
      );
      this.#active++;
    }
    for (const sku of [...SKUS.slice(0, 2), PRICELESS]) {
      clock.setTimer(this.#world.upTo(period), () => this.#run(this.#restock(sku, between(this.#world.random, 1, 5))));
      this.#active++;
    }
  }

  #run(visit: Promise<void>): void {
    void visit.finally(() => {
      this.#active--;
    });
  }
  async #order(number: number): Promise<void> {
    const { random } = this.#world;
    const userId = `user-${number}`;
    const wanted = this.#isRush ? SKUS.slice(0, 1) : [...new Set([pick(random, SKUS), pick(random, SKUS)])];
    const skus = this.#world.happens(0.05) ? [PRICELESS] : wanted;
    const body = {
      userId,
      customerEmail: `${userId}@example.com`,
      items: skus.map((sku) => ({ sku, quantity: between(random, 1, 3) })),
      ...this.#fulfilment(),
    };
    await this.#place("order", "createOrder", userId, {}, body);
  }
  async #useBasket(number: number): Promise<void> {
    const { random } = this.#world;
    const userId = `user-${number}`;
    const sku = this.#world.happens(0.2) ? "SKU-404" : pick(random, SKUS);
    await this.#insist("basket", "putItem", `${userId}-put`, { userId, sku }, { quantity: between(random, 1, 3) });
    await this.#place(
      "basket",
      "checkOut",
      userId,
      { userId },
      { customerEmail: `${userId}@example.com`, ...this.#fulfilment() },
    );
  }
  #fulfilment() {
    const { random } = this.#world;
    const paymentToken = pick(random, ["tok_ok", "tok_ok", "tok_ok", "tok_declined", undefined]);
    const country = pick(random, ["DE", "DE", "DE", "XX", undefined]);
    return { ...(paymentToken && { paymentToken }), ...(country && { shippingAddress: address(country) }) };
  }
  /** Sends the request under one key, sometimes twice at once, until it is answered; some customers then cancel. */
  async #place(
    service: string,
    route: string,
    userId: string,
    params: Record<string, string>,
    body: object,
  ): Promise<void> {
    const key = `key-${userId}`;
    const copies = this.#world.happens(0.2) ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: copies }, () => this.#insist(service, route, key, params, body)),
    );
    const orderIds = answers.flatMap((answer) => (answer ? [(answer.body as { orderId: string }).orderId] : []));
    const other = this.#world.happens(0.1)
      ? await this.#insist(service, route, key, params, { ...body, customerEmail: "eve@example.com" })
      : undefined;
    this.requests.push({ key, userId, orderIds, wasMisread: other !== undefined });
    const [orderId] = orderIds;
    if (!orderId || !this.#world.happens(0.2)) return;
    await sleep(this.#world.clock, this.#world.upTo(6_000));
    await this.#insist("order", "cancelOrder", `cancel-${userId}`, { orderId }, undefined, 3);
  }
  async #restock(sku: string, quantity: number): Promise<void> {
    const answer = await this.#insist("inventory", "restock", `restock-${sku}`, { sku }, { quantity });
    if (answer) this.supplied.set(sku, (this.supplied.get(sku) ?? 0) + quantity);
  }

  /** Repeats a request until it gets an answer that repeating cannot change; undefined when that is a refusal. */
  async #insist(
    service: string,
    route: string,
    key: string,
    params: Record<string, string>,
    body: unknown,
    tries = 1_000,
  ): Promise<Answer | undefined> {
    const headers = { "idempotency-key": key };
    const incoming: Incoming = { params, query: {}, body, headers, caller: { kind: "administrator" }, signal: never };
    for (let attempt = 0; attempt < tries; attempt++) {
      const result = await this.#once(service, route, incoming);
      if (result instanceof Problem && result.status < 500 && result.code !== "request-in-progress") return undefined;
      if (result && !(result instanceof Error)) return result;
      await sleep(this.#world.clock, between(this.#world.random, 200, 3_000));
    }
    return undefined;
  }
  /** One attempt; undefined when nobody answered in time. */
  async #once(service: string, route: string, incoming: Incoming): Promise<Answer | Error | undefined> {
    const answering = this.#world.request(service, route, incoming);
    if (!answering) return undefined;
    const answered = answering.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    return Promise.race([answered, sleep(this.#world.clock, PATIENCE).then(() => undefined)]);
  }
}
