// A customer changes the mind at once; whether it is too late is the platform's to say.
import http from "k6/http";
import { unexpectedAnswers } from "./figures.ts";
import { URL } from "./settings.ts";

const EXPECTED = [202, 409, 503, 429, 0];

export function cancelOrder(orderId: string): void {
  const { status } = http.post(`${URL}/orders/${orderId}/cancel`, null, {
    tags: { name: "POST /orders/{orderId}/cancel" },
  });
  if (!EXPECTED.includes(status)) unexpectedAnswers.add(1, { why: String(status) });
}
