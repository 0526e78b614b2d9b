// The services' books behind their doors: for the administrator only, page by page.
import { describe, expect, it } from "vitest";
import type { ProblemBody } from "../kit/client.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const { client, administrator } = shop;
const orderId = await shop.complete();

interface Records {
  readonly entries: { readonly id: string; readonly value?: unknown }[];
  readonly next?: string;
}
const records = async (path: string): Promise<Records> => {
  const { status, body } = await administrator.get<Records>(path);
  expect(status).toBe(200);
  return body;
};
const refusal = async (path: string, by = administrator) => {
  const { status, body } = await by.get<ProblemBody>(path);
  return [status, body.code];
};

describe("The books", () => {
  it("show records, counters, sets and feeds", async () => {
    const { entries } = await records("/services/order/records/order");
    expect(entries).toContainEqual({ id: orderId, value: expect.objectContaining({ status: "COMPLETED" }) });
    expect((await records("/services/inventory/records/sold")).entries).not.toEqual([]);
    expect((await records("/services/analytics/records/popular")).entries).toEqual([{ id: "products" }]);
    expect((await records("/services/analytics/records/popular?of=products")).entries[0]?.value).toBeGreaterThan(0);
    const timeline = await records(`/services/operations/records/timeline?of=${orderId}`);
    expect(timeline.entries[0]?.value).toMatchObject({ event: "OrderCreated" });
  });

  it.each(["inventory/records/available", "operations/records/stream?of=all", "inventory/records/skus?of=all"])(
    "are read page by page: %s",
    async (path) => {
      const mark = path.includes("?") ? "&" : "?";
      const whole = await records(`/services/${path}${mark}limit=1000`);
      const ids: string[] = [];
      for (let after = ""; ; ) {
        const page = await records(`/services/${path}${mark}limit=7${after && `&after=${after}`}`);
        expect(page.entries.length).toBeLessThanOrEqual(7);
        ids.push(...page.entries.map(({ id }) => id));
        if (page.next === undefined) break;
        after = page.next;
      }
      expect(ids.length).toBeGreaterThan(7);
      expect(ids.toSorted()).toEqual(whole.entries.map(({ id }) => id).toSorted());
    },
  );

  it("show what was published and what waits", async () => {
    const { body } = await administrator.get<{ events: { type: string }[] }>("/services/order/journal");
    expect(body.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["OrderCreated", "OrderConfirmed", "OrderCompleted"]),
    );
    const tally = await administrator.get("/services/order/tally");
    expect(tally.body).toMatchObject({ parked: 0, dead: 0, committed: { OrderCreated: { count: 1, forgotten: 0 } } });
  });

  it.each(["records/order", "journal", "tally"])("are the administrator's: %s", async (book) => {
    expect(await refusal(`/services/order/${book}`, client)).toEqual([401, "administrator-only"]);
  });
  it("of nobody, or of a state that is none, are not there", async () => {
    expect(await refusal("/services/nobody/records/order")).toEqual([404, "service-unknown"]);
    for (const state of ["nothing", "constructor", "__proto__"])
      expect(await refusal(`/services/order/records/${state}`)).toEqual([404, "state-unknown"]);
  });
  it.each([
    "order/records/order?limit=0",
    "order/records/order?limit=1001",
    "order/records/order?limit=all",
    "order/records/order?of=all",
    "order/records/order?after=a&after=b",
    "order/journal?after=rubbish",
    "operations/records/stream?of=all&after=-1",
  ])("refuse rubbish: %s", async (path) => {
    expect(await refusal(`/services/${path}`)).toEqual([422, "request-invalid"]);
  });
  it("of a service that is stopped are not shown", async () => {
    await platform.stop("loyalty");
    expect(await refusal("/services/loyalty/tally")).toEqual([503, "service-stopped"]);
    await platform.start("loyalty");
  });
});
