// Asks the services whom it concerns and waits for all of them: as slow as the slowest, and without an answer when one is away.
import {
  OrdersQueried,
  type OrdersQueryAnswered,
  ProductsQueried,
  type ProductsQueryAnswered,
  UserQueried,
  type UserQueryAnswered,
} from "#contracts/events/index.ts";
import { Problem } from "#contracts/problems.ts";
import { type DataOf, type EmissionOf, type EventType, emit } from "#platform/declare/event.ts";
import type { Conversation } from "#platform/declare/implementation.ts";
import { historyOf, type OrderHistory, skusOf } from "../domain/history.ts";
import type { storefront } from "../service.ts";

type Question = typeof UserQueried | typeof OrdersQueried | typeof ProductsQueried;
type Asking = Conversation<typeof storefront, Question>;

export async function askOverTheBus(userId: string, timeout: number, conversation: Asking): Promise<OrderHistory> {
  const expiresAt = conversation.now() + timeout;

  const ask = (...facts: EmissionOf<Question>[]) => conversation.transact(async () => ({ value: undefined, facts }));
  const answerOf = async <Answer extends EventType>(service: string, queryId: string): Promise<DataOf<Answer>> => {
    const remaining = Math.max(0, expiresAt - conversation.now());
    const [entry] = await conversation.follow<DataOf<Answer>>("answers", queryId, 0, remaining);
    if (entry) return entry.value;
    throw new Problem("answer-missing", { service, detail: `${service} did not answer within ${timeout} ms.` });
  };

  const userQuery = conversation.newId();
  const ordersQuery = conversation.newId();
  await ask(
    emit(UserQueried, { queryId: userQuery, userId, expiresAt }),
    emit(OrdersQueried, { queryId: ordersQuery, userId, expiresAt }),
  );
  const [{ name }, { orders }] = await Promise.all([
    answerOf<typeof UserQueryAnswered>("user", userQuery),
    answerOf<typeof OrdersQueryAnswered>("order", ordersQuery),
  ]);

  const skus = skusOf(orders);
  if (skus.length === 0) return historyOf(userId, name, orders, new Map());
  const productsQuery = conversation.newId();
  await ask(emit(ProductsQueried, { queryId: productsQuery, skus, expiresAt }));
  const { products } = await answerOf<typeof ProductsQueryAnswered>("product", productsQuery);
  return historyOf(userId, name, orders, new Map(products.map((product) => [product.sku, product.name])));
}
