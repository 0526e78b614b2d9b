// Goods for everybody, brought once and at rest: a delivery while something is broken would be one more thing that can fail.
import type { Books } from "#tools/audit/books.ts";
import { unitsIn } from "#tools/audit/over-http/open.ts";
import type { SentLine } from "#tools/load/sent.ts";
import { customersOf, type LoadTest, skusOf } from "../k6/tests.ts";
import type { Target } from "../targets/target.ts";
import { administrate } from "./administrate.ts";

/** A fault may last several times as long as was planned, and more customers come for as long. */
const TIMES = 5;
/** What one delivery may be. */
const MOST = 1_000_000;

/** What is there and what has come in, as the auditor reads it. */
export async function bringGoods(
  target: Pick<Target, "url" | "administratorToken">,
  stock: Books["stock"],
  test: LoadTest,
): Promise<readonly SentLine[]> {
  const quantity = Math.min(MOST, Math.max(1, Math.ceil(TIMES * customersOf(test))));
  const lines = [...unitsIn(stock)].map(([sku, units]) => ({ kind: "supply", sku, quantity: units }) as const);
  for (const sku of skusOf(test)) {
    await administrate(target, "POST", `/inventory/${sku}/restock`, { quantity });
    lines.push({ kind: "supply", sku, quantity });
  }
  return lines;
}
