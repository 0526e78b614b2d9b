import { describe, expect, it } from "vitest";
import { isAnswered, isWaiting, Pricing } from "./pricing.ts";

const lines = [{ sku: "SKU-1", quantity: 2 }];

describe("the pricing of an order", () => {
  it("is open while nothing is known of it and while it waits", () => {
    const waiting = Pricing.parse({ state: "waiting", orderId: "1", lines, giveUpAt: 30_000 });
    expect(isAnswered(undefined)).toBe(false);
    expect(isWaiting(waiting)).toBe(true);
    expect(isAnswered(waiting)).toBe(false);
  });

  it("is answered by a total and by a failure", () => {
    expect(isAnswered({ state: "priced", orderId: "1", lines })).toBe(true);
    expect(isAnswered({ state: "failed", orderId: "1", lines })).toBe(true);
    expect(isWaiting({ state: "failed", orderId: "1", lines })).toBe(false);
  });
});
