// 5,000 customers want one product at the same moment, and there are 1,000 pieces of it.
import { expect, it } from "vitest";
import type { Stock } from "#services/inventory/domain/stock.ts";
import { crowd } from "../kit/crowd.ts";
import { ofSku } from "../kit/orders.ts";
import { startPlatform } from "../kit/platform.ts";
import { type Accepted, type Order, Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const ORDERS = 5_000;
const IN_STOCK = 1_000;

it("sells exactly what there is, and is never below zero on the way", async () => {
  const platform = await startPlatform({ environment: { SEED_STOCK: String(IN_STOCK) } });
  const shop = new Shop(platform);
  const order = { method: "POST", path: "/orders", body: JSON.stringify(ofSku("SKU-1")) };

  const seen: Stock[] = [];
  const selling = crowd<Accepted>(
    platform.url,
    Array.from({ length: ORDERS }, () => order),
  );
  const isOver = async () => {
    seen.push(await shop.stock("SKU-1"));
    const { ordersCompleted, ordersCancelled } = await shop.summary();
    return ordersCompleted + ordersCancelled === ORDERS;
  };
  await until(isOver, { within: 50_000, every: 50 });
  const replies = await selling;
  expect(seen.filter(({ available, reserved, sold }) => Math.min(available, reserved, sold) < 0)).toEqual([]);
  expect(seen.filter(({ available, reserved, sold }) => available + reserved + sold !== IN_STOCK)).toEqual([]);
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));

  await until(async () =>
    expect(await shop.stock("SKU-1")).toMatchObject({ available: 0, reserved: 0, sold: IN_STOCK }),
  );
  const paths = replies.map(({ body }) => ({ method: "GET", path: `/orders/${body.orderId}` }));
  const orders = (await crowd<Order>(platform.url, paths)).map(({ body }) => body);
  expect(orders.filter(({ status }) => status === "COMPLETED")).toHaveLength(IN_STOCK);
  const cancelled = orders.filter(({ status, reason }) => status === "CANCELLED" && reason === "out-of-stock");
  expect(cancelled).toHaveLength(ORDERS - IN_STOCK);
}, 60_000);
