// Orders through the ingress: to their good end, out of a basket, and back again when something cannot be had.
import { describe, expect, test } from "vitest";
import { ADDRESS, anOrder, DECLINED, UNSERVED } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import { PATIENT, seconds, shop, tell } from "../world.ts";

describe("through the ingress", () => {
  test("an order is completed, paid, sent and told of", async () => {
    const began = performance.now();
    const orderId = await shop.place();
    await shop.untilStatus(orderId, "COMPLETED", PATIENT);
    tell(`An order is COMPLETED ${seconds(performance.now() - began)} after it was placed.`);
    expect((await until(() => shop.payment(orderId), PATIENT)).status).toBe("CAPTURED");
    await until(() => shop.shipment(orderId), PATIENT);
    const kinds = await until(async () => {
      const found = await shop.mailKinds(orderId);
      return found.length >= 3 && found;
    }, PATIENT);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test("a basket that is checked out becomes an order, and is empty afterwards", async () => {
    const userId = `user-${Date.now().toString(36)}`;
    await shop.putIntoBasket(userId, "SKU-2", 3);
    const orderId = await shop.checkOut(userId, { shippingAddress: ADDRESS });
    const order = await shop.untilStatus(orderId, "COMPLETED", PATIENT);
    expect(order.items).toEqual([{ sku: "SKU-2", quantity: 3 }]);
    await until(async () => (await shop.basket(userId)).length === 0, PATIENT);
  });

  test.each([
    ["declined", DECLINED],
    ["not served", UNSERVED],
  ])("an order that is %s is cancelled and gives back what it held", async (_, wrong) => {
    const sku = "SKU-3";
    const before = await shop.stock(sku);
    const orderId = await shop.place(anOrder({ items: [{ sku, quantity: 4 }], ...wrong }));
    const order = await shop.untilStatus(orderId, "CANCELLED", PATIENT);
    expect(order.status).toBe("CANCELLED");
    await shop.untilSettled(orderId, PATIENT);
    expect(await shop.stock(sku)).toEqual(before);
  });
});
