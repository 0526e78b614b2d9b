import { expect, it } from "vitest";
import type { Handling } from "../../declare/replica-report.ts";
import { RecentHandlings } from "./recent-handlings.ts";

const of = (subject: string, topic = "OrderCreated"): Handling => ({
  eventId: `${subject}-${topic}`,
  topic,
  subject,
  at: 0,
  took: 1,
  attempt: 1,
  outcome: "handled",
});
const TOPICS = ["OrderCreated", "OrderPriced"];

it("tells what was handled since it was last asked, once, and nothing of the platform's own", () => {
  const recent = new RecentHandlings();
  recent.note(of("order-1"));
  recent.note(of("mill", "Heartbeat"));
  expect(recent.take(TOPICS)).toEqual([of("order-1")]);
  expect(recent.take(TOPICS)).toEqual([]);
});
it("tells of the same orders in every service when there are too many", () => {
  const [one, other] = [new RecentHandlings(), new RecentHandlings()];
  const orders = Array.from({ length: 150 }, (_, at) => `order-${at}`);
  for (const order of orders) one.note(of(order));
  for (const order of orders.toReversed()) other.note(of(order, "OrderPriced"));
  const told = (handlings: RecentHandlings) => handlings.take(TOPICS).map(({ subject }) => subject);
  const first = told(one);
  expect(first.length).toBeLessThan(150);
  expect(told(other)).toEqual(first);
});
