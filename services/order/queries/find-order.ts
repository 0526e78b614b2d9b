// Finds an order, or says why there is none: an id that was made a moment ago may still be on its way from the basket.
import { Problem } from "#contracts/problems.ts";
import { OrderId } from "#contracts/shapes/ids.ts";
import { HOUR } from "#platform/declare/duration.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { isKnown, type KnownOrder } from "../domain/order.ts";
import type { order as service } from "../service.ts";

/** Milliseconds since 1970 at which a UUIDv7 was made (its first 48 bits); NaN for any other text. */
const madeAt = (orderId: string): number =>
  OrderId.safeParse(orderId).success ? Number.parseInt(orderId.replace("-", "").slice(0, 12), 16) : Number.NaN;

export async function findOrder(
  orderId: string,
  { state, now }: Pick<UnitOfWorkOf<typeof service>, "state" | "now">,
): Promise<KnownOrder> {
  const order = await state.order.get(orderId);
  if (isKnown(order)) return order;
  const isNew = order !== undefined || Math.abs(now - madeAt(orderId)) < HOUR;
  throw isNew ? new Problem("order-not-yet-known", { retryAfter: 1 }) : new Problem("order-unknown");
}
