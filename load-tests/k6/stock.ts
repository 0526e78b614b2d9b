// Goods: what is there before the first customer comes, and enough for everybody.
import { sleep } from "k6";
import http, { type Response } from "k6/http";
import { noteUnits } from "./sent.ts";
import { settled } from "./settled.ts";
import { textOf } from "./text-of.ts";
import { isWorthAnother } from "./worth-another.ts";

interface Page {
  readonly entries: readonly { readonly id: string; readonly value: number }[];
  readonly next?: string;
}
interface Count {
  readonly state: string;
  readonly sku: string;
  readonly units: number;
}
/** Less than k6 gives all that comes before the first customer. */
const PATIENCE = 40_000;
const STATES = ["available", "reserved", "sold"] as const;

/** What is in stock before the first customer comes; only the administrator may see all of it. */
export function noteSupply(url: string, administratorToken: string): void {
  const end = Date.now() + PATIENCE;
  const look = () => STATES.flatMap((state) => countsOf(url, administratorToken, state));
  const counts = settled(look, { pause: () => sleep(1), isOver: () => Date.now() > end });
  if (!counts)
    throw new Error(
      "The stock moves, as somebody orders or orders are under way: what was there before cannot be written down. Wait until the platform is at rest.",
    );
  const units = new Map<string, number>();
  for (const { sku, units: more } of counts) units.set(sku, (units.get(sku) ?? 0) + more);
  for (const [sku, quantity] of units) noteUnits(sku, quantity);
}

function countsOf(url: string, administratorToken: string, state: string): Count[] {
  const headers = { authorization: `Bearer ${administratorToken}` };
  const counts: Count[] = [];
  let after = "";
  do {
    const asked = `${url}/services/inventory/records/${state}?limit=1000${after && `&after=${after}`}`;
    const answer = patiently(asked, () => http.get(asked, { headers }));
    const { entries, next = "" } = answer.json() as unknown as Page;
    for (const { id, value } of entries) counts.push({ state, sku: id, units: value });
    after = encodeURIComponent(next);
  } while (after);
  return counts.sort((one, other) => (one.sku < other.sku ? -1 : 1));
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
  noteUnits(sku, quantity);
}

/** Somebody who is just starting is asked again. */
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
