import { expect, test } from "vitest";
import type { Customer } from "./customers.ts";
import { perSecond, phasesIn, recoveryOf, refusalsIn, repeatedIn } from "./figures.ts";

const TIMES = { startedAt: 0, warmAt: 1_000, brokenAt: 2_000, wholeAt: 5_000 };
const customer = (at: number, orderId: string | undefined, ...statuses: number[]): Customer => ({
  orderIds: orderId ? [orderId] : [],
  tries: statuses.map((status, number) => ({ at: at + number * 100, took: 10, status })),
});
const lag = (at: number, events: number, silent: string[] = []) => ({
  at,
  lag: { inventory: events },
  replicas: {},
  silent,
});

test("customers belong to the phase in which they came; those of the warm-up to none", () => {
  const customers = [500, 1_500, 2_000, 5_000].map((at) => customer(at, `order-${at}`, 202));
  const { before, during, after } = phasesIn(customers, new Map([["order-1500", 1_600]]), TIMES);
  expect([before, during, after].map(({ customers: count }) => count)).toEqual([1, 1, 1]);
  expect(before.finishP99).toBe(90);
});
test("an answer and an end belong to the fault when it came in between", () => {
  const { before, during, after } = phasesIn([customer(1_950, "a", 503, 202)], new Map([["a", 9_000]]), TIMES);
  expect(before).toMatchObject({
    customers: 1,
    accepted: 1,
    acceptP99: undefined,
    otherAnswers: { 503: 1 },
    finishP99: undefined,
  });
  expect(during).toMatchObject({ customers: 0, acceptP99: 10, otherAnswers: {}, finishP99: 6_940 });
  expect(after.acceptP99).toBeUndefined();
});
test("the time to accept is that of the answer that accepts, and other answers are counted", () => {
  const { after } = phasesIn(
    [customer(5_000, "a", 0, 503, 202), customer(5_000, undefined, 503)],
    new Map([["a", 6_000]]),
    TIMES,
  );
  expect(after).toMatchObject({
    customers: 2,
    accepted: 1,
    acceptP99: 10,
    otherAnswers: { 0: 1, 503: 2 },
    finishP50: 790,
  });
});
test("what the platform says is wrong is counted by its code, where it says so", () => {
  const tries = [
    { at: 3_000, took: 10, status: 503, problem: "outbox-full" },
    { at: 3_100, took: 10, status: 503, problem: "outbox-full" },
    { at: 3_200, took: 10, status: 503 },
    { at: 5_300, took: 10, status: 429, problem: "too-many-requests" },
  ];
  const { during, after } = phasesIn([{ orderIds: [], tries }], new Map(), TIMES);
  expect(during).toMatchObject({ otherAnswers: { 503: 3 }, problems: { "outbox-full": 2 } });
  expect(after.problems).toEqual({ "too-many-requests": 1 });
});
test("an order that never ends is no fast one", () => {
  expect(phasesIn([customer(5_000, "a", 202)], new Map(), TIMES).after.finishP99).toBe(Infinity);
});
test("recovery is the end of the last order that was held up, or the lag's end, whichever is later", () => {
  const customers = [customer(3_000, "a", 202), customer(6_000, "b", 202)];
  const ends = new Map([
    ["a", 5_700],
    ["b", 60_000],
  ]);
  expect(recoveryOf(customers, ends, [lag(1_000, 3), lag(4_000, 900), lag(5_200, 0)], TIMES)).toBe(700);
  expect(recoveryOf(customers, ends, [lag(1_000, 3), lag(5_200, 900), lag(9_000, 0)], TIMES)).toBe(4_000);
});
test("what lagged in the warm-up is not usual, and a lag that any moment may have is waited for by nobody", () => {
  const customers = [customer(3_000, "a", 202)];
  const ends = new Map([["a", 5_100]]);
  const seconds = [lag(900, 900), lag(1_500, 0), lag(5_200, 51), lag(6_000, 50)];
  expect(recoveryOf(customers, ends, seconds, TIMES)).toBe(1_000);
});
test("a second in which somebody says nothing tells nothing of the lag", () => {
  const customers = [customer(3_000, "a", 202)];
  const ends = new Map([["a", 5_100]]);
  const silent = lag(5_200, 0, ["inventory"]);
  expect(recoveryOf(customers, ends, [lag(1_000, 3), silent, lag(8_000, 0)], TIMES)).toBe(3_000);
  expect(recoveryOf(customers, ends, [lag(1_000, 900, ["order"]), lag(5_200, 900)], TIMES)).toBeUndefined();
});
test("there is no recovery when an order never ends, or the lag stays", () => {
  const customers = [customer(3_000, "a", 202)];
  expect(recoveryOf(customers, new Map(), [lag(6_000, 0)], TIMES)).toBeUndefined();
  expect(recoveryOf(customers, new Map([["a", 5_100]]), [lag(6_000, 900)], TIMES)).toBeUndefined();
});
test("moments are counted by second, empty ones too", () => {
  expect(perSecond([100, 900, 2_500], 0)).toEqual([2, 0, 1]);
});
test("who is told twice of an order is told of the same one", () => {
  const told = (...orderIds: string[]): Customer => ({ orderIds, tries: [] });
  expect(repeatedIn([told("a", "a"), told("b"), told("c", "d"), told()])).toEqual({ sent: 0, told: 2, same: 1 });
});
test("what a customer sends beyond the first request was sent again", () => {
  expect(repeatedIn([customer(1, "a", 409, 503, 202), customer(1, "b", 202)])).toMatchObject({ sent: 2 });
});
test("what was sent again belongs to the phase in which it was sent, and the first request to none", () => {
  const { before, during, after } = phasesIn(
    [customer(500, "warm", 503, 202), customer(1_850, "a", 503, 503, 202), customer(4_950, "b", 503, 202)],
    new Map(),
    TIMES,
  );
  expect([before, during, after].map(({ sentAgain }) => sentAgain)).toEqual([1, 1, 1]);
});
test("a request that nobody looked at is neither refused rightly nor wrongly", () => {
  const refusal = (status: number, isRight = false) => ({ name: "no JSON", status, isRight });
  expect(refusalsIn([refusal(400, true), refusal(429), refusal(503), refusal(0), refusal(202)])).toEqual({
    "no JSON": { sent: 5, judged: 2, right: 1 },
  });
});
