// What was sent, one line of JSON each on the console: the auditor reads it (tools/load/sent.ts), and so do experiments.
import { sleep } from "k6";
import http, { type Response } from "k6/http";
import { textOf } from "./text-of.ts";
import { isWorthAnother } from "./worth-another.ts";

/** One try of a request: when it began, how many milliseconds the answer took, and its status; 0 when there was none. */
export interface Try {
  readonly at: number;
  readonly took: number;
  readonly status: number;
}
interface SentRequest {
  readonly key: string;
  readonly userId: string;
  readonly orderIds: readonly string[];
  readonly wasMisread: boolean;
  readonly tries: readonly Try[];
}
export const noteRequest = (request: SentRequest): void => note({ kind: "request", ...request });

/** A request that nobody should send, and how it was answered; 429, 503 and no answer at all are no judgement of it. */
export const noteRefusal = (refusal: { name: string; status: number; isRight: boolean }): void =>
  note({ kind: "refusal", ...refusal });

const note = (line: object): void => console.log(JSON.stringify(line));

interface Page {
  readonly entries: readonly { readonly id: string; readonly value: number }[];
  readonly next?: string;
}

/** What is in stock before the first customer comes; only the administrator may see all of it. */
export function noteSupply(url: string, administratorToken: string): void {
  const units = new Map<string, number>();
  for (const state of ["available", "reserved", "sold"]) {
    let after = "";
    do {
      const asked = `${url}/services/inventory/records/${state}?limit=1000${after && `&after=${after}`}`;
      const answer = patiently(asked, () =>
        http.get(asked, { headers: { authorization: `Bearer ${administratorToken}` } }),
      );
      const { entries, next = "" } = answer.json() as unknown as Page;
      for (const { id, value } of entries) units.set(id, (units.get(id) ?? 0) + value);
      after = encodeURIComponent(next);
    } while (after);
  }
  for (const [sku, quantity] of units) note({ kind: "supply", sku, quantity });
}

/** So that everybody can have something. */
export function restock(url: string, administratorToken: string, sku: string, quantity: number, key: string): void {
  const headers = {
    authorization: `Bearer ${administratorToken}`,
    "content-type": "application/json",
    "idempotency-key": key,
  };
  const asked = `${url}/inventory/${sku}/restock`;
  patiently(asked, () => http.post(asked, JSON.stringify({ quantity }), { headers }));
  note({ kind: "supply", sku, quantity });
}

/** Somebody who is just starting is asked again, for less time than k6 gives all that comes before the first customer. */
function patiently(asked: string, ask: () => Response): Response {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = ask();
    if (answer.status === 200) return answer;
    if (!isWorthAnother(answer.status) || Date.now() > end)
      throw new Error(`${asked} answers ${answer.status}: ${textOf(answer)}`);
    sleep(1);
  }
}
const PATIENCE = 40_000;
