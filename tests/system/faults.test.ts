// Services are broken on purpose over HTTP: by the administrator only, and only where that is allowed.
import { describe, expect, it } from "vitest";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform({ environment: { FAULTS: "on" } });
const shop = new Shop(platform);
const THROWS = { failing: ["OrderCreated"] };

describe("faults", () => {
  it("are for the administrator", async () => {
    expect((await shop.client.put("/services/pricing/faults", THROWS)).status).toBe(401);
    expect((await shop.client.post("/services/order/poison", { topic: "OrderCreated" })).status).toBe(401);
  });
  it("name a service, a time and topics, or are refused", async () => {
    const set = async (path: string, body: object) => (await shop.administrator.put(path, body)).status;
    expect(await set("/services/nobody/faults", THROWS)).toBe(404);
    expect(await set("/services/pricing/faults", { slow: -1 })).toBe(422);
    expect((await shop.administrator.post("/services/order/poison", { topic: "OrderPriced" })).status).toBe(422);
  });
  it("hold until they are taken back", async () => {
    await shop.administrator.put("/services/pricing/faults", THROWS);
    const orderId = await shop.place();
    await until(async () => (await shop.handled("pricing", "OrderCreated", "retried")) > 0);
    await shop.administrator.put("/services/pricing/faults", {});
    await shop.untilStatus(orderId, "COMPLETED");
  });
  it("are refused where nobody has allowed them", async () => {
    const careful = new Shop(await startPlatform());
    expect((await careful.administrator.put("/services/pricing/faults", THROWS)).status).toBe(501);
  });
});

describe("replicas", () => {
  it("say how much they have handled, and what waits for a service that is away", async () => {
    type Figures = { figures: { service: string; handled: number; seen: Record<string, number> }[] };
    await shop.complete();
    await until(async () => {
      const { body } = await shop.client.get<Figures>("/services/figures");
      return body.figures.findLast(({ service }) => service === "inventory")?.seen["OrderCreated"] === 2;
    });
  });
  it("are told from the beginning to who has read more than there is, because the store was emptied since", async () => {
    type Figures = { figures: object[]; next: number };
    const { body: all } = await shop.client.get<Figures>("/services/figures");
    const { body: again } = await shop.client.get<Figures>(`/services/figures?after=${all.next + 1_000_000}`);
    expect(again.figures.length).toBeGreaterThanOrEqual(all.figures.length);
    expect(again.next).toBeLessThan(all.next + 1_000_000);
  });
  it("say how long they had an order's events in hand", async () => {
    type Story = { handlings: { service: string; took: number; outcome: string }[] };
    const orderId = await shop.complete();
    await until(async () => {
      const { body } = await shop.client.get<Story>(`/timelines/${orderId}`);
      return body.handlings.some(({ service, outcome }) => service === "billing" && outcome === "handled");
    });
  });
});
