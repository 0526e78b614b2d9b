// Whether all that was ordered gets to its good end, and how far it is meanwhile.
import { untilCalm } from "#tools/audit/calm.ts";
import type { Order } from "../kit/shop.ts";
import { shop, tell, VERY_PATIENT } from "./world.ts";

const ASKED_AT_ONCE = 10;

const isCompleted = (look: PromiseSettledResult<Order> | undefined): boolean =>
  look?.status === "fulfilled" && look.value.status === "COMPLETED";

/** Those of the orders that are not COMPLETED yet. */
async function unfinished(orderIds: readonly string[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (let at = 0; at < orderIds.length; at += ASKED_AT_ONCE) {
    const some = orderIds.slice(at, at + ASKED_AT_ONCE);
    const looks = await Promise.allSettled(some.map((orderId) => shop.order(orderId)));
    left.push(...some.filter((_, index) => !isCompleted(looks[index])));
  }
  return left;
}

/** Fails, with what is known of the first that is not, when for VERY_PATIENT no more of them have become COMPLETED. */
export async function untilCompleted(orderIds: readonly string[]): Promise<void> {
  let left = orderIds;
  const look = async (): Promise<readonly string[]> => {
    left = await unfinished(left);
    return left.length === 0 ? [] : [`${left.length} orders are not COMPLETED`];
  };
  await untilCalm({ look, limit: VERY_PATIENT.within, say: tell });
  if (left.length === 0) return;
  const first = JSON.stringify(await shop.order(left[0] ?? ""));
  throw new Error(`${left.length} of ${orderIds.length} orders are not COMPLETED, the first of them: ${first}`);
}
