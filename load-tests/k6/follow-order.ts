// Waits for an order's end, as a customer does who looks again and again.
import { sleep } from "k6";
import http from "k6/http";
import { finishDuration, finished } from "./figures.ts";
import { patienceOf } from "./options.ts";
import { TEST, URL } from "./settings.ts";

const FIRST_PAUSE = 0.05;
const LONGEST_PAUSE = 1;

export function followOrder(orderId: string): void {
  const started = Date.now();
  for (
    let pause = FIRST_PAUSE;
    Date.now() - started < patienceOf(TEST) * 1_000;
    pause = Math.min(LONGEST_PAUSE, pause * 1.5)
  ) {
    const answer = http.get(`${URL}/orders/${orderId}`, { tags: { name: "GET /orders/{orderId}" } });
    const { status } = answer.status === 200 ? (answer.json() as { status: string }) : { status: "" };
    if (status === "COMPLETED" || status === "CANCELLED") {
      finished.add(true);
      finishDuration.add(Date.now() - started);
      return;
    }
    sleep(pause);
  }
  finished.add(false);
}
