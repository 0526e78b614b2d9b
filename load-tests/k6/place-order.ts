// A customer orders, and insists under one key until there is an answer that repeating cannot change.
import { sleep } from "k6";
import http, { type Response } from "k6/http";
import { acceptDuration, accepted, outboxFull, rateLimited, sentAgain, unexpectedAnswers } from "./figures.ts";
import { answerWithin, patienceOf } from "./options.ts";
import { problemIn } from "./problem-in.ts";
import { noteRequest, type Try } from "./sent.ts";
import { RUN, TEST, URL } from "./settings.ts";
import { textOf } from "./text-of.ts";
import { lotOf, wishOf } from "./wish.ts";
import { isWorthAnother } from "./worth-another.ts";

const LONGEST_PAUSE = 5;

/** The order's id, or nothing when the customer has given up. */
export function placeOrder(customer: number): string | undefined {
  const userId = `${RUN}-${customer}`;
  const key = `key-${userId}`;
  const body = wishOf(userId, customer, lotOf(customer));
  const tries: Try[] = [];
  const orderIds = [...atOnce(body, key, tries), insist(body, key, tries), ...repeats(body, key, tries)].flatMap(
    (id) => id ?? [],
  );
  accepted.add(orderIds.length > 0);
  if (new Set(orderIds).size > 1) unexpectedAnswers.add(1, { why: "a second order for one key" });
  noteRequest({ key, userId, orderIds, wasMisread: false, tries });
  return orderIds[0];
}
const repeats = (body: string, key: string, tries: Try[]): (string | undefined)[] =>
  Math.random() < (TEST.repeated ?? 0) ? [insist(body, key, tries)] : [];

const paramsOf = (key: string) => ({
  headers: { "content-type": "application/json", "idempotency-key": key },
  timeout: `${answerWithin(TEST)}s`,
  tags: { name: "POST /orders" },
});

/** The same request several times at the same moment; whoever is told to come again leaves that to the one who insists. */
function atOnce(body: string, key: string, tries: Try[]): (string | undefined)[] {
  const { copies = 0 } = TEST;
  if (copies === 0) return [];
  const at = Date.now();
  const request = { method: "POST", url: `${URL}/orders`, body, params: paramsOf(key) };
  return http.batch(Array.from({ length: copies }, () => request)).map((answer) => {
    const tried = tryOf(at, Math.round(answer.timings.duration), answer);
    tries.push(tried);
    if (answer.status === 202) return orderIdIn(answer);
    count(tried);
    return undefined;
  });
}

function insist(body: string, key: string, tries: Try[]): string | undefined {
  const until = Date.now() + patienceOf(TEST) * 1_000;
  do {
    const at = Date.now();
    const answer = http.post(`${URL}/orders`, body, paramsOf(key));
    const took = Date.now() - at;
    const tried = tryOf(at, took, answer);
    tries.push(tried);
    acceptDuration.add(took);
    if (answer.status === 202) return orderIdIn(answer);
    count(tried);
    if (!isWorthAnother(answer.status)) return undefined;
    sentAgain.add(1, { status: String(answer.status) });
    sleep(pauseOf(answer));
  } while (Date.now() < until);
  return undefined;
}

function orderIdIn(answer: Response): string | undefined {
  const { orderId } = answer.json() as { orderId?: string };
  if (!orderId) unexpectedAnswers.add(1, { why: "a 202 without an order" });
  return orderId;
}

function tryOf(at: number, took: number, answer: Response): Try {
  const { status } = answer;
  const problem = problemIn(status, textOf(answer));
  return problem === undefined ? { at, took, status } : { at, took, status, problem };
}

function count({ status, problem }: Try): void {
  if (status === 429) rateLimited.add(1);
  if (problem === "outbox-full") outboxFull.add(1);
  if (status >= 500 && status !== 503) unexpectedAnswers.add(1, { why: String(status) });
}

/** As long as the platform asks for, and a bit of chance, so that not all come back at once. */
const pauseOf = ({ headers }: Response): number =>
  Math.min(LONGEST_PAUSE, Number(headers["Retry-After"] ?? 0.2)) * (0.5 + Math.random());
