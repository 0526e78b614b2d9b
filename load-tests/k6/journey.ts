// The one journey of every load test, as k6 runs it: a customer orders, perhaps twice, perhaps cancels, and some wait for the end. TEST=… chooses the stages.
import exec from "k6/execution";
import { abuse } from "./abuse.ts";
import { cancelOrder } from "./cancel-order.ts";
import { followOrder } from "./follow-order.ts";
import { mustAnswer } from "./must-answer.ts";
import { optionsOf } from "./options.ts";
import { placeOrder } from "./place-order.ts";
import { noteEnd } from "./sent.ts";
import { ADMIN_TOKEN, FOLLOWED, IS_STOCKED, RUN, TEST, URL } from "./settings.ts";
import { noteSupply, restock } from "./stock.ts";
import { type Summary, summaryText } from "./summary.ts";
import { customersOf, skusOf } from "./tests.ts";
import { lotOf } from "./wish.ts";

export const options = optionsOf({ ...TEST, followed: FOLLOWED });

/** There is somebody, and enough for everybody, where there is somebody who may bring it. */
export function setup(): void {
  if (IS_STOCKED) return;
  mustAnswer(URL);
  if (!ADMIN_TOKEN) return;
  noteSupply(URL, ADMIN_TOKEN);
  const skus = skusOf(TEST);
  const each = Math.max(1, Math.ceil(customersOf(TEST) / skus.length));
  for (const sku of skus) restock(URL, ADMIN_TOKEN, sku, each, `restock-${RUN}-${sku}`);
}

export default function journey(): void {
  const customer = exec.scenario.iterationInTest;
  if (TEST.isAbuse) abuse(customer);
  const orderId = placeOrder(customer);
  if (orderId && lotOf(customer) === "cancelled") cancelOrder(orderId);
  if (orderId && Math.random() < FOLLOWED) followOrder(orderId);
}

export function handleSummary(data: Summary): Record<string, string> {
  noteEnd(data.metrics["iterations"]?.values["count"] ?? 0);
  return { stdout: summaryText(TEST.says, data) };
}
