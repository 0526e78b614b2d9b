// Places one order and says which ids stand for it in the store.
import { setTimeout as sleep } from "node:timers/promises";
import type { RedisServer } from "#platform/runtime/testing/redis-server.ts";

const USER = "customer-5eed5eed5eed";

/** Its own id, its user's, and those of its events. */
export async function placeOrder(server: RedisServer, url: string): Promise<readonly string[]> {
  const answer = await fetch(`${url}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      userId: USER,
      customerEmail: "ada@example.com",
      items: [
        { sku: "SKU-1", quantity: 1 },
        { sku: "SKU-2", quantity: 2 },
      ],
      paymentToken: "tok_ok",
    }),
  });
  const { orderId } = (await answer.json()) as { orderId: string };
  while (!(await isCompleted(url, orderId))) await sleep(50);
  const ids = new Set([orderId, USER]);
  for (const key of await server.command<string[]>("KEYS", `{*}:about:${orderId}`))
    for (const id of await server.command<string[]>("HKEYS", key)) ids.add(id);
  return [...ids];
}

async function isCompleted(url: string, orderId: string): Promise<boolean> {
  const { status } = (await (await fetch(`${url}/orders/${orderId}`)).json()) as { status: string };
  return status === "COMPLETED";
}
