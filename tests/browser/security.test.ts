// What the pages are safe from: markup in what people and services write, requests that other sites cause, and a token that leaks.
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { Client } from "../kit/client.ts";
import { anOrder } from "../kit/orders.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { inBrowser, WIDE } from "./chromium.ts";

const PAGES = ["/", "/operations"] as const;
const EVIL = "https://evil.example";
const platform = await startPlatform({ environment: { FAULTS: "on" } });
const shop = new Shop(platform);

describe("the documents", () => {
  test.each(PAGES)(
    "%s holds no script, no style and no handler of its own, and may be in nobody's frame",
    async (path) => {
      const { body, headers } = await new Client(platform.url).get<string>(path);
      expect(body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:/i);
      const policy = new Map(
        (headers.get("content-security-policy") ?? "")
          .split("; ")
          .map((rule) => rule.split(/ (.*)/) as [string, string]),
      );
      expect(policy.get("default-src")).toBe("'none'");
      expect([policy.get("script-src"), policy.get("style-src"), policy.get("connect-src")]).toEqual(
        Array(3).fill("'self'"),
      );
      expect(policy.get("frame-ancestors")).toBe("'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("set-cookie")).toBeNull();
    },
  );

  test.each(PAGES)("%s and its files know no token", async (path) => {
    const client = new Client(platform.url);
    const { body } = await client.get<string>(path);
    const files = [...body.matchAll(/(?:href|src)="(\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? "");
    expect(files).toHaveLength(2);
    const texts = await Promise.all(files.map(async (file) => (await client.get<string>(file)).body));
    for (const text of [body, ...texts]) expect(text).not.toContain(platform.administratorToken);
  });
});

describe("another site", () => {
  const fromElsewhere = new Client(platform.url, { origin: EVIL, "content-type": "text/plain" });
  test.each([
    ["POST", "/services/inventory/stop"],
    ["POST", "/services/inventory/kill"],
    ["PUT", "/services/inventory/faults"],
    ["POST", "/services/order/poison"],
    ["POST", "/replay"],
    ["POST", "/dead-letters/none/redrive"],
    ["DELETE", "/dead-letters/none"],
  ])("changes nothing by %s %s: a browser has nothing to add to its request", async (method, path) => {
    const { status, headers } = await fromElsewhere.send(method, path, method === "DELETE" ? undefined : "{}");
    expect(status).toBe(401);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
  test("is not allowed to send the token, or to read an answer", async () => {
    const asked = { "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
    const { headers } = await fromElsewhere.with(asked).send("OPTIONS", "/services/inventory/stop");
    expect(headers.get("access-control-allow-headers")).toBeNull();
    expect((await fromElsewhere.get("/order-history/user-5678")).headers.get("access-control-allow-origin")).toBeNull();
  });
  test("places no order with what a form can send", async () => {
    const { status } = await fromElsewhere.send("POST", "/orders", JSON.stringify(anOrder()));
    expect(status).toBe(415);
  });
});

const MARKUP = '<img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script>';

inBrowser("markup that somebody has written", async (browse) => {
  const visitor = await browse(platform.url);
  /** As text it is seen, as markup it would be elements. */
  const isHarmless = (page: Page) =>
    page.evaluate(() => {
      const isQuiet = !("broken" in globalThis);
      return isQuiet && document.querySelectorAll("#page img, #page script, #page iframe").length === 0;
    });

  test("is shown as it was written: a product's name, in the catalogue, the basket and the list of orders", async () => {
    const product = { name: MARKUP, unitPrice: 100, currency: "EUR" };
    expect((await shop.administrator.put("/products/SKU-1", product)).status).toBeLessThan(300);
    await shop.complete();
    const { page, complaints } = await visitor.open("/");
    await page.getByRole("button", { name: `Add ${MARKUP} to the basket` }).click();
    await page.getByLabel(`How many of ${MARKUP}`).waitFor();
    await page.locator(".entry", { hasText: MARKUP }).first().waitFor();
    expect(await isHarmless(page)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test("is shown as it was written: every free text of an order, for the administrator too", async () => {
    const shippingAddress = {
      name: MARKUP,
      line1: MARKUP,
      line2: MARKUP,
      city: MARKUP,
      postalCode: "<b>1</b>",
      country: "DE",
    };
    const orderId = await shop.complete(anOrder({ shippingAddress }));
    const { page, complaints } = await visitor.open(`/operations#token=${platform.administratorToken}`, WIDE);
    await page.locator(".mill").first().waitFor();
    await page.getByRole("tab", { name: "Order", exact: true }).click();
    await page.getByRole("textbox", { name: "Order" }).fill(orderId);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("cell", { name: "OrderCompleted" }).first().waitFor();
    await page.getByRole("textbox", { name: "Order" }).fill(MARKUP);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.locator("#panel .empty").waitFor();
    expect(await isHarmless(page)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test("is shown as it was written: the reason and the event of a dead letter", async () => {
    const orderId = randomUUID();
    await platform.bus.publish([letterAbout(orderId)]);
    await shop.untilDeadLetter(orderId);
    const { page, complaints } = await visitor.open(`/operations#token=${platform.administratorToken}`, WIDE);
    await page.getByRole("tab", { name: /Dead letters/ }).click();
    const letter = page.locator(".letter", { hasText: orderId.slice(-6) });
    await letter.getByText("The original event").click();
    expect(await letter.locator(".reason").textContent()).toBe(MARKUP);
    expect(await letter.locator("pre").textContent()).toContain("<script>");
    await letter.getByRole("button", { name: "Discard …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
    expect(await isHarmless(page)).toBe(true);
    expect(complaints).toEqual([]);
  });
});

inBrowser("the administrator's token", async (browse) => {
  const visitor = await browse(platform.url);

  test("travels as a header, to this platform, and in no address", async () => {
    const asked: { readonly url: string; readonly isSigned: boolean }[] = [];
    const prepare = async (page: Page): Promise<void> => {
      page.on("request", (request) => {
        const isSigned = "authorization" in request.headers();
        asked.push({ url: request.url(), isSigned });
      });
    };
    const { page } = await visitor.open(`/operations#token=${platform.administratorToken}`, { ...WIDE, prepare });
    await page
      .getByRole("button", { name: "Stop basket" })
      .or(page.getByRole("button", { name: "Stop inventory" }))
      .click();
    await page.getByRole("button", { name: "Start inventory" }).click();
    await page.getByRole("button", { name: "Stop inventory" }).waitFor();
    expect(asked.filter(({ isSigned }) => isSigned).length).toBeGreaterThan(1);
    expect(asked.filter(({ url }) => !url.startsWith(platform.url))).toEqual([]);
    // What stands behind # is part of no request.
    const sent = asked.map(({ url }) => url.replace(/#.*/, ""));
    expect(sent.filter((url) => url.includes(platform.administratorToken))).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
  });

  test.each(["guessed", "%", "%E0%A4%A"])(
    "is asked for again when that of the link is wrong: #token=%s",
    async (token) => {
      const { page, complaints } = await visitor.open(`/operations#token=${token}`);
      await page.getByText("The token that this tab has kept is not the administrator's.").waitFor();
      await page.getByRole("textbox", { name: "Token" }).fill(platform.administratorToken);
      await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
      await page.getByRole("button", { name: "Lock", exact: true }).waitFor();
      expect(complaints).toEqual([]);
    },
  );
});

function letterAbout(orderId: string): CloudEvent {
  const envelope = {
    specversion: "1.0",
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    traceid: "0af7651916cd43dd8448eb211c80319c",
    causationid: orderId,
    correlationid: orderId,
  } as const;
  const event: CloudEvent = {
    ...envelope,
    id: randomUUID(),
    type: "OrderCreated",
    source: "/order",
    subject: orderId,
    data: { orderId, customerEmail: MARKUP },
  };
  const data = {
    service: "analytics",
    reason: MARKUP,
    problem: "<b>unexpected</b>",
    attempts: 3,
    failedAt: Date.now(),
    event,
  };
  return {
    ...envelope,
    id: randomUUID(),
    type: "analytics.dead-letter",
    source: "/analytics",
    subject: "analytics",
    data,
  };
}
