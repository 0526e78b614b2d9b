import { expect, onTestFinished, test } from "vitest";
import { Twin } from "./twin.ts";

const order = (twin: Twin) =>
  fetch(`${twin.urlOf("order")}/orders`, { method: "POST", body: JSON.stringify({ userId: "user-1", sku: "SKU-1" }) });

test("a blocking flow serves when all are there, fails when one is away, and serves when it is back", async () => {
  const twin = new Twin();
  await twin.start();
  onTestFinished(() => twin.close());
  const first = await order(twin);
  expect([first.status, await first.json()]).toEqual([201, { orderId: "1", status: "COMPLETED", total: 1_999 }]);
  await twin.away("billing");
  expect((await order(twin)).status).toBe(503);
  await twin.back("billing");
  expect((await order(twin)).status).toBe(201);
  const history = await fetch(`${twin.urlOf("order")}/history/user-1`);
  expect(await history.json()).toMatchObject({ userId: "user-1", orders: ["1", "3"] });
});
