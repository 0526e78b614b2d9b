import { describe, expect, it } from "vitest";
import { historyOf, OrderHistory, skusOf } from "./history.ts";

const orders = [
  { orderId: "2", status: "PENDING" as const, items: [{ sku: "SKU-2", quantity: 1 }] },
  {
    orderId: "1",
    status: "COMPLETED" as const,
    items: [
      { sku: "SKU-1", quantity: 2 },
      { sku: "SKU-2", quantity: 1 },
    ],
    total: 6197,
  },
];

describe("an order history", () => {
  it("shows names, and the SKU of a product whose name is not known", () => {
    const history = historyOf("user-5678", "Ada", orders, new Map([["SKU-1", "Mug"]]));
    expect(history).toEqual({
      userId: "user-5678",
      name: "Ada",
      orders: [
        { orderId: "2", status: "PENDING", items: [{ sku: "SKU-2", name: "SKU-2", quantity: 1 }] },
        {
          orderId: "1",
          status: "COMPLETED",
          items: [
            { sku: "SKU-1", name: "Mug", quantity: 2 },
            { sku: "SKU-2", name: "SKU-2", quantity: 1 },
          ],
          total: 6197,
        },
      ],
    });
    expect(OrderHistory.parse(history)).toEqual(history);
  });

  it("leaves out what is not known", () => {
    expect(historyOf("nobody", undefined, [], new Map())).toEqual({ userId: "nobody", orders: [] });
    expect(historyOf("user-5678", undefined, [{ orderId: "3" }], new Map()).orders).toEqual([
      { orderId: "3", status: "PENDING", items: [] },
    ]);
  });

  it("asks for every product once", () => {
    expect(skusOf(orders)).toEqual(["SKU-2", "SKU-1"]);
  });
});
