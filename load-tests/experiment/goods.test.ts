// Goods for a whole platform: the auditor's account of them adds up.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import { since } from "#tools/audit/since.ts";
import { readSent } from "#tools/load/sent.ts";
import { startPlatform } from "../../tests/kit/platform.ts";
import { Shop } from "../../tests/kit/shop.ts";
import { until } from "../../tests/kit/until.ts";
import { testOf } from "../k6/tests.ts";
import { bringGoods } from "./goods.ts";

test("there is several times as much as planned customers want, and all that came in is written down", async () => {
  const platform = await startPlatform({ environment: { SEED_STOCK: "7" } }, onTestFinished);
  const shelf = new HttpShelf(platform.url, platform.administratorToken);
  onTestFinished(() => shelf.close());
  const shop = new Shop(platform);
  const complete = async () => {
    const orderId = await shop.complete();
    await until(async () => (await shelf.members("order", "unsettled", "all")).size === 0);
    return orderId;
  };
  await complete();
  const before = await openOverHttp(shelf, declarations);
  const steady = testOf("steady", { rate: 2, seconds: 10 });
  const lines = await bringGoods(platform, before.books.stock, steady);
  expect(await shop.stock("SKU-2")).toMatchObject({ available: 7 + 5 * 20 });
  expect(lines).toContainEqual({ kind: "supply", sku: "SKU-5", quantity: 7 });

  const folder = mkdtempSync(join(tmpdir(), "millrace-goods-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const judged = async (all: readonly object[]) => {
    writeFileSync(join(folder, "sent.jsonl"), all.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const sent = await readSent(join(folder, "sent.jsonl"));
    const opened = since(before, await openOverHttp(shelf, declarations, { sent }));
    return report(opened, () => undefined).map(({ invariant }) => invariant);
  };
  await complete();
  await until(async () => (await judged(lines)).length === 0);
  expect(await judged(lines.slice(0, -1)), "A delivery that nobody wrote down.").toEqual(["I3 stock is conserved"]);
});
