// A customer orders, and insists under one key until there is an answer that repeating cannot change.
import { sleep } from "k6";
import http, { type Response } from "k6/http";
import { acceptDuration, accepted, outboxFull, rateLimited, sentAgain, unexpectedAnswers } from "./figures.ts";
import { PATIENCE_SECONDS } from "./options.ts";
import { noteRequest, type Try } from "./sent.ts";
import { RUN, TEST, URL } from "./settings.ts";
import { textOf } from "./text-of.ts";
import { lotOf, wishOf } from "./wish.ts";

const LONGEST_PAUSE = 5;
const ANSWER_WITHIN = "10s";

/** The order's id, or nothing when the customer has given up. */
export function placeOrder(customer: number): string | undefined {
  const userId = `${RUN}-${customer}`;
  const key = `key-${userId}`;
  const body = wishOf(userId, customer, lotOf(customer));
  const tries: Try[] = [];
  const orderIds = [insist(body, key, tries), ...repeats(body, key, tries)].flatMap((id) => id ?? []);
  accepted.add(orderIds.length > 0);
  if (new Set(orderIds).size > 1) unexpectedAnswers.add(1, { why: "a second order for one key" });
  noteRequest({ key, userId, orderIds, wasMisread: false, tries });
  return orderIds[0];
}
const repeats = (body: string, key: string, tries: Try[]): (string | undefined)[] =>
  Math.random() < (TEST.repeated ?? 0) ? [insist(body, key, tries)] : [];

function insist(body: string, key: string, tries: Try[]): string | undefined {
  const until = Date.now() + PATIENCE_SECONDS * 1_000;
  const headers = { "content-type": "application/json", "idempotency-key": key };
  do {
    const at = Date.now();
    const answer = http.post(`${URL}/orders`, body, {
      headers,
      timeout: ANSWER_WITHIN,
      tags: { name: "POST /orders" },
    });
    const took = Date.now() - at;
    tries.push({ at, took, status: answer.status });
    acceptDuration.add(took);
    if (answer.status === 202) return orderIdIn(answer);
    if (!isWorthAnother(answer)) return undefined;
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

/** No answer at all, a service that is away, a key whose first request still runs, too many requests. */
function isWorthAnother(answer: Response): boolean {
  const { status } = answer;
  if (status === 429) rateLimited.add(1);
  if (status === 503 && textOf(answer).includes('"outbox-full"')) outboxFull.add(1);
  if (status >= 500 && status !== 503) unexpectedAnswers.add(1, { why: String(status) });
  return status === 0 || status === 409 || status === 429 || status >= 500;
}

/** As long as the platform asks for, and a bit of chance, so that not all come back at once. */
const pauseOf = ({ headers }: Response): number =>
  Math.min(LONGEST_PAUSE, Number(headers["Retry-After"] ?? 0.2)) * (0.5 + Math.random());
