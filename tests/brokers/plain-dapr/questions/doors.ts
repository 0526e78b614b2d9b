// Who may publish and bring what, what comes of copies, and whose trace arrives.
import { NO_EFFECT, REFUSED } from "../../outcomes.ts";
import { newId } from "../../test-bench.ts";
import type { PlainDapr } from "../plain-dapr.ts";
import { UNDECLARED } from "../topics.ts";

export async function publishCopies(plain: PlainDapr, copies: number): Promise<string> {
  const purchaseId = newId();
  await Promise.all(Array.from({ length: copies }, () => plain.publishOne("copies", { purchaseId })));
  return plain.fate("copies", [purchaseId], { enough: copies });
}

export const publishElsewhere = async (plain: PlainDapr): Promise<string> =>
  (await plain.publishOne(UNDECLARED, {})) ? REFUSED : "accepted";

interface Subscription {
  readonly topic: string;
  readonly route?: string;
  readonly routes?: { readonly default?: string };
}
/** Where the app takes events in, it says itself. */
export async function forge({ parts }: PlainDapr): Promise<string> {
  const app = `http://127.0.0.1:${parts.consumer.appPort}`;
  const subscriptions = (await (await fetch(`${app}/dapr/subscribe`)).json()) as readonly Subscription[];
  const found = subscriptions.find(({ topic }) => topic === "forged");
  const path = found?.route ?? found?.routes?.default ?? "";
  const purchaseId = newId();
  const body = JSON.stringify({ data: { purchaseId } });
  const headers = { "content-type": "application/json" };
  await fetch(`${app}/${path.replace(/^\//, "")}`, { method: "POST", headers, body });
  return parts.consumed.effects(purchaseId) === 0 ? NO_EFFECT : "handled";
}

/** The SDK's `publish` has no place for a trace, so at best the consumer sees another one. */
export async function traceOf(plain: PlainDapr): Promise<string> {
  const [id = ""] = await plain.publish("copies", 1);
  await plain.parts.consumed.look([id]);
  return plain.parts.consumed.hasTrace(id) ? "another" : "none";
}
