// What customers and operators do and see, in their words.
import type { z } from "zod";
import type { NotificationKind } from "#contracts/shapes/notification-kind.ts";
import type { OrderStatus } from "#contracts/shapes/order-status.ts";
import type { Embedded } from "#platform/runtime/embedded.ts";
import type { Summary } from "#services/analytics/domain/summary.ts";
import type { BasketView } from "#services/basket/domain/basket.ts";
import type { PaymentView } from "#services/billing/domain/view.ts";
import type { Stock } from "#services/inventory/domain/stock.ts";
import type { NotificationView } from "#services/notification/domain/view.ts";
import type { DeadLetterView } from "#services/operations/domain/dead-letter.ts";
import type { TimelineEntry } from "#services/operations/domain/timeline.ts";
import type { OrderView } from "#services/order/domain/view.ts";
import type { Product } from "#services/product/domain/product.ts";
import type { ShipmentView } from "#services/shipping/domain/view.ts";
import type { OrderHistory } from "#services/storefront/domain/history.ts";
import { type Answer, Client } from "./client.ts";
import { anOrder, type OrderBody } from "./orders.ts";
import { type Patience, until } from "./until.ts";

export type Order = z.infer<typeof OrderView>;
export interface Accepted {
  readonly orderId: string;
  readonly status: string;
  readonly message: string;
}

export class Shop {
  readonly client: Client;
  readonly administrator: Client;

  constructor({ url, administratorToken }: Pick<Embedded, "url" | "administratorToken">) {
    this.client = new Client(url);
    this.administrator = this.client.with({ authorization: `Bearer ${administratorToken}` });
  }

  async place(order: OrderBody = anOrder()): Promise<string> {
    return (await accepted(this.client.post<Accepted>("/orders", order))).orderId;
  }
  /** Places so many orders at once. */
  placeMany(count: number, order?: OrderBody): Promise<string[]> {
    return Promise.all(Array.from({ length: count }, () => this.place(order)));
  }
  /** Places an order and waits for its good end. */
  async complete(order?: OrderBody): Promise<string> {
    const orderId = await this.place(order);
    await this.untilStatus(orderId, "COMPLETED");
    return orderId;
  }
  async putIntoBasket(userId: string, sku: string, quantity = 1): Promise<void> {
    await ok(this.client.put(`/baskets/${userId}/items/${sku}`, { quantity }));
  }
  async basket(userId: string) {
    return (await ok(this.client.get<z.infer<typeof BasketView>>(`/baskets/${userId}`))).items;
  }
  async checkOut(userId: string, more: Partial<OrderBody> = {}): Promise<string> {
    const body = { customerEmail: "ada@example.com", ...more };
    return (await accepted(this.client.post<Accepted>(`/baskets/${userId}/checkout`, body))).orderId;
  }
  cancel(orderId: string): Promise<Answer> {
    return this.client.post(`/orders/${orderId}/cancel`);
  }

  order(orderId: string): Promise<Order> {
    return ok(this.client.get<Order>(`/orders/${orderId}`));
  }
  untilStatus(orderId: string, status: OrderStatus, patience?: Patience): Promise<Order> {
    return this.#until(orderId, (order) => order.status === status, status, patience);
  }
  /** One after the other, because polling for many at once would slow down what is waited for. */
  async untilAll(orderIds: readonly string[], status: OrderStatus, patience?: Patience): Promise<Order[]> {
    const orders: Order[] = [];
    for (const orderId of orderIds) orders.push(await this.untilStatus(orderId, status, patience));
    return orders;
  }
  untilSettled(orderId: string, patience?: Patience): Promise<Order> {
    return this.#until(orderId, (order) => order.settled, "settled", patience);
  }

  product(sku: string): Promise<Product> {
    return ok(this.client.get<Product>(`/products/${sku}`));
  }
  stock(sku: string): Promise<Stock> {
    return ok(this.client.get<Stock>(`/inventory/${sku}`));
  }
  payment(orderId: string) {
    return ok(this.client.get<z.infer<typeof PaymentView>>(`/payments/${orderId}`));
  }
  shipment(orderId: string) {
    return ok(this.client.get<z.infer<typeof ShipmentView>>(`/shipments/${orderId}`));
  }
  async points(userId: string): Promise<number> {
    return (await ok(this.client.get<{ points: number }>(`/loyalty/${userId}`))).points;
  }
  async mails(orderId: string) {
    type Mails = { notifications: z.infer<typeof NotificationView>[] };
    return (await ok(this.client.get<Mails>(`/notifications?orderId=${orderId}`))).notifications;
  }
  /** Which mails went out. */
  async mailKinds(orderId: string): Promise<string[]> {
    return (await this.mails(orderId)).map(({ kind }) => kind).toSorted();
  }
  async untilMailed(orderId: string, kind: NotificationKind) {
    return until(async () => (await this.mails(orderId)).find((mail) => mail.kind === kind) ?? false);
  }
  history(userId: string, query = ""): Promise<OrderHistory> {
    return ok(this.client.get<OrderHistory>(`/order-history/${userId}${query}`));
  }
  summary() {
    return ok(this.client.get<z.infer<typeof Summary>>("/analytics/summary"));
  }
  async timeline(orderId: string): Promise<TimelineEntry[]> {
    return (await ok(this.client.get<{ entries: TimelineEntry[] }>(`/timelines/${orderId}`))).entries;
  }
  async deadLetters(): Promise<DeadLetterView[]> {
    return (await ok(this.administrator.get<{ deadLetters: DeadLetterView[] }>("/dead-letters"))).deadLetters;
  }
  /** The dead letter about an order (or whatever else its event is about). */
  untilDeadLetter(subject: string, patience?: Patience): Promise<DeadLetterView> {
    return until(
      async () => (await this.deadLetters()).find((letter) => letter.subject === subject) ?? false,
      patience,
    );
  }
  /** How many events of a topic a service has handled. */
  async handled(service: string, topic: string, outcome = "handled"): Promise<number> {
    const text = await ok(this.administrator.get<string>("/metrics"));
    const series = `millrace_events_total{service="${service}",topic="${topic}",outcome="${outcome}"} `;
    return Number(
      text
        .split("\n")
        .find((line) => line.startsWith(series))
        ?.slice(series.length) ?? 0,
    );
  }

  #until(orderId: string, is: (order: Order) => boolean, wish: string, patience?: Patience): Promise<Order> {
    return until(async () => {
      const order = await this.order(orderId);
      if (is(order)) return order;
      throw new Error(`The order is ${JSON.stringify(order)} and not ${wish}.`);
    }, patience);
  }
}

async function ok<T>(answering: Promise<Answer<T>>): Promise<T> {
  const { status, body } = await answering;
  if (status >= 300) throw new Error(`It answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
async function accepted(answering: Promise<Answer<Accepted>>): Promise<Accepted> {
  const { status, body } = await answering;
  if (status === 202) return body;
  throw new Error(`It was not accepted but answered ${status}: ${JSON.stringify(body)}`);
}
