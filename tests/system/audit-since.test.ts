// The auditor of a platform that was used before: what others have left there is not charged to those who came later.
import { expect, it } from "vitest";
import { declarations } from "#services/declarations.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp, unfinishedOn } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import { since } from "#tools/audit/since.ts";
import { plant, setRecord } from "../kit/plant.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const shelf = new HttpShelf(platform.url, platform.administratorToken);
const charge = (amount: number) => setRecord("ledger", "nobody", { outcome: "captured", amount });
const rest = () => until(async () => (await unfinishedOn(shelf, declarations)).length === 0);

const old = await shop.complete();
await rest();
await plant(platform, "billing", charge(1));
await plant(platform, "inventory", { kind: "add", state: "sold", id: "SKU-1", amount: 3 });
const before = await openOverHttp(shelf, declarations);

const found = async () => {
  const opened = since(before, await openOverHttp(shelf, declarations));
  return report(opened, () => undefined).map(({ invariant, what }) => `${invariant}: ${what}`);
};

it("finds nothing wrong with later orders, though there were faults before", async () => {
  expect(report(before, () => undefined)).not.toEqual([]);
  const later = [await shop.complete(), await shop.complete()];
  await rest();
  expect(await found()).toEqual([]);
  const { books, forgotten } = since(before, await openOverHttp(shelf, declarations));
  expect([...books.orders.keys()].toSorted()).toEqual(later.toSorted());
  expect(books.analytics).toMatchObject({ created: 2, completed: 2 });
  expect(forgotten.size).toBe(0);
});
it("finds a fault of now, and one that meets an order of before", async () => {
  const mends = [
    await plant(platform, "inventory", { kind: "add", state: "sold", id: "SKU-1", amount: -1 }),
    await plant(platform, "billing", setRecord("ledger", old, { outcome: "captured", amount: 1 })),
    await plant(platform, "billing", charge(2)),
  ];
  const all = (await found()).join("\n");
  expect(all).toMatch(/^I3 .*SKU-1/m);
  expect(all).toMatch(new RegExp(`^I4 .*${old}.* 1 held`, "m"));
  expect(all).toMatch(/^I4 .*nobody was charged/m);
  for (const mend of mends) await mend();
  expect(await found()).toEqual([]);
});
it("takes mails that are told in another order for the same ones", () => {
  const mails = new Map([...before.books.mails].map(([orderId, kinds]) => [orderId, kinds.toReversed()] as const));
  expect(since(before, { ...before, books: { ...before.books, mails } }).books.orders.size).toBe(0);
});
