// The auditor over HTTP: it finds nothing wrong in a healthy platform, and each fault that is planted into a store.
import { describe, expect, it, onTestFinished } from "vitest";
import { OrderCreated } from "#contracts/events/order-created.ts";
import { PointsEarned } from "#contracts/events/points-earned.ts";
import { type Embedded, startEmbedded } from "#platform/runtime/embedded.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { silentLog } from "#platform/runtime/log.ts";
import type { Write } from "#platform/runtime/store/port.ts";
import { services } from "#services/all.ts";
import type { Arrived } from "#tools/audit/arrived.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp, unfinishedOn } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import type { Sent } from "#tools/load/sent.ts";
import { evenStock, Shoppers } from "#tools/load/shoppers.ts";
import { TownOverHttp } from "#tools/load/town-over-http.ts";
import { anEvent } from "../kit/events.ts";
import { plant, setRecord } from "../kit/plant.ts";
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

async function judged(sent: Sent = shoppers, arrived?: readonly Arrived[]) {
  const lines: string[] = [];
  const violations = report(await openOverHttp(shelf, declarations, { sent, arrived }), (line) => lines.push(line));
  return { lines, found: violations.map(({ invariant, what }) => `${invariant}: ${what}`) };
}

const payments = [...(await shelf.records<{ outcome: string; amount: number }>("billing", "ledger"))];
const [charged = "", charge] = payments.find(([, { outcome }]) => outcome === "captured") ?? [];
const mails = [...(await shelf.records<Arrived & { sentAt: number }>("notification", "mail"))];
const [completedMail = "", ofCompletion] = mails.find(([, { kind }]) => kind === "order-completed") ?? [];
const orders = [...(await shelf.records<{ status: string; history: object[] }>("order", "order"))];
const [completed = "", ofCompleted] = orders.find(([, { status }]) => status === "COMPLETED") ?? [];
const accepted = shoppers.requests.flatMap(({ orderIds }) => orderIds)[0] ?? "";

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
      setRecord("ledger", charged, { outcome: "captured", amount: 1 }),
      /^I4 .* 1 held/,
    ],
    [
      "a charge for no order",
      "billing",
      setRecord("ledger", "nobody", { outcome: "captured", amount: 1 }),
      /^I4 .*nobody was/,
    ],
    [
      "a charge that was taken twice",
      "billing",
      setRecord("ledger", charged, { ...charge, amount: 2 * (charge?.amount ?? 0) }),
      new RegExp(`^I4 money is conserved: ${charged} .* ${2 * (charge?.amount ?? 0)} held, ${charge?.amount} due`),
    ],
    ["an order that is gone", "order", { kind: "delete", state: "order", id: accepted }, /^I1 .*is not there/],
    [
      "a unit of stock that is gone",
      "inventory",
      { kind: "add", state: "sold", id: "SKU-2", amount: -1 },
      /^I3 .*SKU-2/,
    ],
    [
      "a mail that went out twice",
      "notification",
      setRecord("mail", `${completedMail}-again`, ofCompletion),
      new RegExp(`^I5 one mail a kind: ${ofCompletion?.orderId} order-completed is written down 2 times`),
    ],
    ["a mail that is gone", "notification", { kind: "delete", state: "mail", id: completedMail }, /^I5 /],
    [
      "an order that never ended",
      "order",
      setRecord("order", completed, { ...ofCompleted, status: "CONFIRMED" }),
      /^I2 .*still CONFIRMED/,
    ],
    [
      "a history that goes backwards",
      "order",
      setRecord("order", completed, { ...ofCompleted, history: ofCompleted?.history.toReversed() }),
      /^I11 .*went COMPLETED CONFIRMED PENDING/,
    ],
    [
      "a total that is wrong",
      "analytics",
      { kind: "add", state: "totals", id: "revenue", amount: 1 },
      /^I7 .*revenue is/,
    ],
    [
      "an order that the read model has lost",
      "storefront",
      { kind: "delete", state: "order", id: completed },
      /^I8 .*is not shown/,
    ],
    [
      "goods of a completed order that were never set aside",
      "inventory",
      { kind: "delete", state: "reservation", id: completed },
      /^I9 .*its reservation is none/,
    ],
    ["points that nobody earned", "loyalty", { kind: "add", state: "points", id: "user-0", amount: 5 }, /^I6 .*user-0/],
  ])("finds %s", async (_, service, fault, expected) => {
    const mend = await plant(platform, service, fault);
    const { found } = await judged();
    await mend();
    expect(found).toContainEqual(expect.stringMatching(expected));
    expect((await judged()).found).toEqual([]);
  });
  it("finds an effect that nothing caused, and a dead letter that nobody has decided about", async () => {
    const other = await startPlatform({ environment: { ...ENVIRONMENT, FAULTS: "on" } });
    const books = new HttpShelf(other.url, other.administratorToken);
    const effect = { ...anEvent(PointsEarned), causationid: "never-committed" };
    const changes = { writes: [], events: [effect] };
    other.stores.get("loyalty")?.commitNow({ reads: [], changes, claim: 0 });
    await new Shop(other).administrator.post("/services/order/poison", { topic: OrderCreated.name });
    const found = async () =>
      report(await openOverHttp(books, declarations), () => undefined).map(
        ({ invariant, what }) => `${invariant}: ${what}`,
      );
    const isFound = async (expected: RegExp) => (await found()).some((violation) => expected.test(violation));
    await until(() => isFound(/^I10 .*was caused by never-committed/));
    await until(() => isFound(/^I13 .*inventory: 1 dead \(OrderCreated: event-invalid after 1 attempt\)/));
  });
  it.each([
    [
      "billing",
      "PaymentCaptured",
      (orderId: string) => `I11 facts are said once: PaymentCaptured of ${orderId} was said 2 times`,
    ],
    [
      "notification",
      "NotificationSent",
      (orderId: string) => `I5 one mail a kind: ${orderId} order-received was sent 2 times`,
    ],
  ])("finds a second effect of one cause: %s says %s again", async (service, type, expected) => {
    const other = await startPlatform({ environment: ENVIRONMENT }, onTestFinished);
    const books = new HttpShelf(other.url, other.administratorToken);
    const orderId = await new Shop(other).complete();
    const isQuiet = async () => (await unfinishedOn(books, declarations)).length === 0;
    await until(isQuiet);
    const found = async () =>
      report(await openOverHttp(books, declarations), () => undefined).map(
        ({ invariant, what }) => `${invariant}: ${what}`,
      );
    expect(await found()).toEqual([]);
    const said = (await books.journal(service)).find((event) => event.type === type);
    const again = { ...said!, id: newRealId() };
    other.stores.get(service)?.commitNow({ reads: [], changes: { writes: [], events: [again] }, claim: 0 });
    await until(isQuiet);
    expect(await found()).toEqual([expected(orderId)]);
    books.close();
  });
  it("finds two customers who were told of the same order", async () => {
    const [first, second, ...others] = shoppers.requests.filter(({ orderIds }) => orderIds.length > 0);
    const requests = [first!, { ...second!, orderIds: first!.orderIds }, ...others];
    const { found } = await judged({ supplied: shoppers.supplied, requests });
    expect(found).toEqual([
      `I1 every accepted order exists once: ${first!.orderIds[0]} was accepted for ${second!.userId} but is an order of ${first!.userId}`,
      expect.stringMatching(`^I1 .* ${first!.orderIds[0]} was accepted for 2 requests: ${first!.key}, ${second!.key}`),
    ]);
  });
  it("finds a key that named two orders", async () => {
    const [first, ...others] = shoppers.requests;
    const twice = { ...first!, orderIds: [accepted, "another"] };
    const { found } = await judged({ supplied: shoppers.supplied, requests: [twice, ...others] });
    expect(found).toContainEqual(expect.stringMatching(/^I12 .*2 orders/));
  });
  it("finds a mail that never arrived, and counts those that did", async () => {
    const isLast = ({ kind }: { kind: string }): number => Number(kind === "order-cancelled");
    // Of the same millisecond, too, a cancellation's mail is the last.
    const all = mails
      .map(([, mail]) => mail)
      .toSorted((one, other) => one.sentAt - other.sentAt || isLast(one) - isLast(other));
    const { lines, found } = await judged(shoppers, [...all, all[0]!]);
    expect(found).toEqual([]);
    expect(lines[0]).toContain(`(${all.length + 1} arrived, 1 of them again under their Message-ID)`);
    expect((await judged(shoppers, all.slice(1))).found).toEqual([
      expect.stringMatching(`^I5 mails arrive: ${all[0]?.kind} of ${all[0]?.orderId} never arrived`),
    ]);
  });
});
