// The auditor over HTTP: it finds nothing wrong in a healthy platform, and each fault that is planted into a store.
import { describe, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "#platform/runtime/embedded.ts";
import { silentLog } from "#platform/runtime/log.ts";
import type { Write } from "#platform/runtime/store/port.ts";
import { services } from "#services/all.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp, unfinishedOn } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import { evenStock, Shoppers } from "#tools/load/shoppers.ts";
import { TownOverHttp } from "#tools/load/town-over-http.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const STOCK = 12;
const declarations = services.map(({ declaration }) => declaration);
const ENVIRONMENT = { SEED_PRODUCTS: "4", SEED_STOCK: String(STOCK) };

/** Customers come, and everything that they wanted is done. */
async function visited(platform: Embedded, count: number) {
  const shelf = new HttpShelf(platform.url, platform.administratorToken);
  const town = new TownOverHttp({ ...platform, declarations, seed: 7 });
  const shoppers = new Shoppers(town, { stock: evenStock(STOCK) });
  shoppers.arrive(count, 1_000);
  await shoppers.served();
  const isQuiet = async () => (await unfinishedOn(shelf, declarations)).length === 0;
  await until(isQuiet, { within: 60_000, every: 200 });
  return { shelf, shoppers };
}
const platform = await startPlatform({ environment: ENVIRONMENT });
const { shelf, shoppers } = await visited(platform, 30);

async function judged(sent: Parameters<typeof openOverHttp>[2] = shoppers) {
  const lines: string[] = [];
  const violations = report(await openOverHttp(shelf, declarations, sent), (line) => lines.push(line));
  return { lines, found: violations.map(({ invariant, what }) => `${invariant}: ${what}`) };
}

const payments = [...(await shelf.records<{ outcome: string }>("billing", "ledger"))];
const charged = payments.find(([, { outcome }]) => outcome === "captured")?.[0] ?? "";
const mails = [...(await shelf.records<{ kind: string }>("notification", "mail"))];
const completedMail = mails.find(([, { kind }]) => kind === "order-completed")?.[0] ?? "";
const accepted = shoppers.requests.flatMap(({ orderIds }) => orderIds)[0] ?? "";

const set = (state: string, id: string, value: unknown): Write => ({
  kind: "set",
  state,
  id,
  value,
  schemaNumber: 1,
  keepFor: undefined,
});

/** Writes into a store behind its service's back; the function that comes back undoes it. */
async function plant(service: string, fault: Write): Promise<() => Promise<void>> {
  const store = platform.stores.get(service);
  if (!store || (fault.kind !== "add" && fault.kind !== "set" && fault.kind !== "delete"))
    throw new Error("No such fault.");
  const { state, id } = fault;
  const write = async (change: Write) =>
    void store.commitNow({ reads: [], changes: { writes: [change], events: [] }, claim: 0 });
  const [before] = await store.records(state, [id]);
  await write(fault);
  if (fault.kind === "add") return () => write({ ...fault, amount: -fault.amount });
  return () => write(before?.version ? set(state, id, before.value) : { kind: "delete", state, id });
}

describe("The auditor", () => {
  it("finds every promise kept, and says what it counted and what it could not see", async () => {
    const { lines, found } = await judged();
    expect(found).toEqual([]);
    expect(lines[0]).toMatch(/^Counted: 30 requests .* orders \(.*COMPLETED.*\), \d+ events/);
    expect(lines).toContainEqual(expect.stringMatching(/^Left out: I3, in part/));
    expect(lines.at(-1)).toBe("Every promise was kept.");
  });
  it("says what it leaves out when nobody says what was sent", async () => {
    const { lines, found } = await judged({ requests: [], supplied: evenStock(1) });
    expect(found).not.toEqual([]);
    const opened = await openOverHttp(shelf, declarations);
    expect(opened.leftOut).toContainEqual(expect.stringMatching(/SENT=file/));
    expect(lines.at(-1)).toMatch(/violations\.$/);
  });

  it("asks the timelines for what the journals have forgotten, and says what it still does not know", async () => {
    const memory = { journal: { keepFor: 3_600_000, atMost: 5 } };
    const forgetful = await startEmbedded({ services, port: 0, environment: ENVIRONMENT, memory, log: silentLog });
    await Promise.all(Array.from({ length: 6 }, () => new Shop(forgetful).complete()));
    const books = new HttpShelf(forgetful.url, forgetful.administratorToken);
    await until(async () => (await unfinishedOn(books, declarations)).length === 0);
    const opened = await openOverHttp(books, declarations);
    expect([...opened.forgotten]).toEqual(["NotificationSent"]);
    const lines: string[] = [];
    expect(report(opened, (line) => lines.push(line))).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^Left out: .*NotificationSent/));
    await forgetful.close();
  });

  it.each<[string, string, Write, RegExp]>([
    [
      "an amount that was changed",
      "billing",
      set("ledger", charged, { outcome: "captured", amount: 1 }),
      /^I4 .* 1 held/,
    ],
    [
      "a charge for no order",
      "billing",
      set("ledger", "nobody", { outcome: "captured", amount: 1 }),
      /^I4 .*nobody was/,
    ],
    ["an order that is gone", "order", { kind: "delete", state: "order", id: accepted }, /^I1 .*is not there/],
    [
      "a unit of stock that is gone",
      "inventory",
      { kind: "add", state: "sold", id: "SKU-2", amount: -1 },
      /^I3 .*SKU-2/,
    ],
    ["a mail that is gone", "notification", { kind: "delete", state: "mail", id: completedMail }, /^I5 /],
    ["points that nobody earned", "loyalty", { kind: "add", state: "points", id: "user-0", amount: 5 }, /^I6 .*user-0/],
  ])("finds %s", async (_, service, fault, expected) => {
    const mend = await plant(service, fault);
    const { found } = await judged();
    await mend();
    expect(found).toContainEqual(expect.stringMatching(expected));
    expect((await judged()).found).toEqual([]);
  });
});
