// Requests that nobody should send: each must be refused with a problem that names what is wrong, and none with a 500.
import http, { type Response } from "k6/http";
import { refusedRightly, unexpectedAnswers } from "./figures.ts";
import { noteRefusal } from "./sent.ts";
import { RUN, URL } from "./settings.ts";
import { textOf } from "./text-of.ts";

const GOOD = { userId: "user-1", customerEmail: "a@example.com", items: [{ sku: "SKU-1", quantity: 1 }] };
const TOO_LARGE = 70_000;
const TOO_MANY = 101;
const line = (sku: string, quantity: unknown) => ({ ...GOOD, items: [{ sku, quantity }] });

interface Abuse {
  readonly body: unknown;
  readonly status: number;
  readonly key?: string;
  readonly type?: string;
}
const ABUSES: Readonly<Record<string, Abuse>> = {
  "no JSON": { body: '{"userId":', status: 400 },
  "another type": { body: "userId=1", type: "text/plain", status: 415 },
  "too large a body": { body: { ...GOOD, userId: "x".repeat(TOO_LARGE) }, status: 413 },
  "too many lines": {
    body: { ...GOOD, items: Array.from({ length: TOO_MANY }, (_, at) => ({ sku: `SKU-${at}`, quantity: 1 })) },
    status: 422,
  },
  "a SKU twice": { body: { ...GOOD, items: [...GOOD.items, ...GOOD.items] }, status: 422 },
  "a quantity below zero": { body: line("SKU-1", -1), status: 422 },
  "a quantity that is no number": { body: line("SKU-1", "many"), status: 422 },
  "a price of one's own": { body: { ...GOOD, total: 1 }, status: 422 },
  "a status of one's own": { body: { ...GOOD, status: "COMPLETED" }, status: 422 },
  "no e-mail address": { body: { ...GOOD, customerEmail: "nobody" }, status: 422 },
  "a bad key": { body: GOOD, key: "k".repeat(300), status: 422 },
  null: { body: null, status: 422 },
};
const NAMES = Object.keys(ABUSES);

export function abuse(attempt: number): void {
  const name = NAMES[attempt % NAMES.length] as string;
  const { body, status, key = `abuse-${RUN}-${attempt}`, type = "application/json" } = ABUSES[name] as Abuse;
  const headers = { "content-type": type, "idempotency-key": key };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  judge(name, http.post(`${URL}/orders`, text, { headers, tags: { name: "abuse" } }), status);
  judge("a door that is not for everybody", http.get(`${URL}/dead-letters`, { tags: { name: "abuse" } }), 401);
}

function judge(name: string, answer: Response, expected: number): void {
  const isRight = answer.status === expected && /problem\+json/.test(answer.headers["Content-Type"] ?? "");
  noteRefusal({ name, status: answer.status, isRight });
  // Too many requests, or a platform that is broken on purpose, is no wrong answer.
  if (answer.status === 429 || answer.status === 503 || answer.status === 0) return;
  refusedRightly.add(isRight);
  if (answer.status >= 500) unexpectedAnswers.add(1, { why: String(answer.status) });
  if (!isRight) console.error(`${name}: ${answer.status} instead of ${expected}: ${textOf(answer).slice(0, 200)}`);
}
