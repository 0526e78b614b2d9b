// Whether all that was ordered gets to its good end, and how far it is meanwhile.
import type { Order } from "../kit/shop.ts";
import { until } from "../kit/until.ts";
import { seconds, shop, tell, VERY_PATIENT } from "./world.ts";

const ASKED_AT_ONCE = 10;
/** Milliseconds from one word about the progress to the next. */
const TOLD_EVERY = 30_000;

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

/** Fails, with what is known of the first that is not, when some of them are still not COMPLETED after VERY_PATIENT. */
export async function untilCompleted(orderIds: readonly string[]): Promise<void> {
  const began = performance.now();
  let told = began;
  let left = orderIds;
  const areAll = async (): Promise<boolean> => {
    left = await unfinished(left);
    if (left.length === 0) return true;
    if (performance.now() - told > TOLD_EVERY) {
      told = performance.now();
      tell(`${orderIds.length - left.length} of ${orderIds.length} are COMPLETED after ${seconds(told - began)}.`);
    }
    const first = JSON.stringify(await shop.order(left[0] ?? ""));
    throw new Error(`${left.length} of ${orderIds.length} orders are not COMPLETED, the first of them: ${first}`);
  };
  await until(areAll, VERY_PATIENT);
}
