// A user without a basket has an empty one.
import type { OrderLine } from "#contracts/shapes/order-line.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import type { basket } from "../service.ts";

export async function readItems(
  userId: string,
  state: UnitOfWorkOf<typeof basket>["state"],
): Promise<readonly OrderLine[]> {
  return (await state.basket.get(userId))?.items ?? [];
}
