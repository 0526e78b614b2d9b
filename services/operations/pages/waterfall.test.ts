import { expect, it } from "vitest";
import { type Entry, type Handling, originOf, waterfallOf } from "./waterfall.ts";

const created: Entry = {
  id: "1",
  event: "OrderCreated",
  at: 1_000,
  service: "order",
  causationid: "request",
  traceparent: "",
};
const reserved: Entry = {
  ...created,
  id: "2",
  event: "InventoryReserved",
  at: 1_080,
  service: "inventory",
  causationid: "1",
};
const handling = (attempt: number, at: number): Handling => ({
  service: "inventory",
  eventId: "1",
  topic: "OrderCreated",
  at,
  took: 10,
  attempt,
  outcome: attempt === 1 ? "retried" : "handled",
});
const handlings = [handling(1, 1_010), handling(2, 1_070)];

it("gives each service a lane, in the order of their first word", () => {
  const { lanes, length } = waterfallOf([reserved, created], handlings);
  expect(lanes.map(({ service }) => service)).toEqual(["order", "inventory"]);
  expect(length).toBe(80);
});
it("places what was in hand and what was said on one scale", () => {
  const lane = waterfallOf([created, reserved], handlings).lanes[1];
  expect(lane?.bars.map(({ from, size }) => [from, size])).toEqual([
    [0.125, 0.125],
    [0.875, 0.125],
  ]);
  expect(lane?.marks.map(({ from }) => from)).toEqual([1]);
});
it("draws events alone where nothing is known of the handlers", () => {
  expect(waterfallOf([created], []).lanes).toHaveLength(1);
});
it("says from what an event followed, how long that took and how often it was tried", () => {
  expect(originOf(reserved, [created, reserved], handlings)).toEqual({
    took: 10,
    attempts: 2,
    because: "OrderCreated",
  });
  expect(originOf(created, [created], [])).toEqual({ took: undefined, attempts: 1, because: "request" });
});
