// The control room as somebody looks at it: the map, the stream, the story of an order, the figures.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { topology } from "#platform/derive/topology.ts";
import { seriousFindings } from "./accessible.ts";
import { inBrowser, PHONE, picture, WIDE } from "./chromium.ts";
import { drops } from "./drops.ts";
import { PATIENT, testedPlatform } from "./tested-platform.ts";

inBrowser("the control room", async (browse) => {
  const platform = await testedPlatform({ environment: { FAULTS: "on" } });
  const { shop } = platform;
  const visitor = await browse(platform.url);
  const { body: declared } = await shop.client.get<ReturnType<typeof topology>>("/topology");
  const drawn = declared.services.filter(({ observes }) => observes !== "all").map(({ name }) => name);
  const complete = async () => (await shop.untilStatus(await shop.place(), "COMPLETED", PATIENT)).orderId;

  test("draws every service and every channel that is declared, but of the one that watches", async () => {
    const { page, complaints } = await visitor.open("/operations", WIDE);
    await page.locator(".mill", { hasText: "idle" }).first().waitFor();
    expect((await page.locator(".mill-name").allTextContents()).toSorted()).toEqual(drawn.toSorted());
    const edges = declared.edges.filter(({ from, to }) => drawn.includes(from) && drawn.includes(to));
    const pairs = new Set(edges.map(({ from, to }) => `${from} tells ${to}`));
    const channels = await page.locator(".bank title").allTextContents();
    expect(channels.map((title) => title.split(":")[0])).toEqual(expect.arrayContaining([...pairs]));
    expect(channels).toHaveLength(pairs.size);
    expect(channels.find((title) => title.startsWith("order tells billing"))).toContain("OrderCreated");
    expect(complaints).toEqual([]);
  });

  test("lets events run along the channels, and rests when nothing happens", async () => {
    const { page } = await visitor.open("/operations", WIDE);
    await page.getByText("live", { exact: true }).waitFor();
    await page.locator(".mill").first().waitFor();
    expect(await drops(page)).toBe(0);
    await shop.place();
    await expect.poll(() => drops(page), { timeout: PATIENT.within }).toBeGreaterThan(0);
    await expect.poll(() => drops(page), { timeout: PATIENT.within }).toBe(0);
  });

  test("is still for those who want that", async () => {
    const { page } = await visitor.open("/operations", { ...WIDE, isStill: true });
    await page.getByText("live", { exact: true }).waitFor();
    await countDrops(page);
    const orderId = await complete();
    await page
      .locator(".stream-row", { hasText: orderId.slice(-6) })
      .first()
      .waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { drawn: number }).drawn)).toBe(0);
  });

  test("keeps the token in the tab, and takes it out of the address", async () => {
    const { page } = await visitor.open(`/operations#token=${platform.administratorToken}`);
    await page.getByRole("button", { name: "Lock", exact: true }).waitFor();
    expect(page.url()).not.toContain("token");
    expect(await page.content()).not.toContain(platform.administratorToken);
    await page.getByRole("button", { name: "Lock", exact: true }).click();
    await page.reload();
    await page.getByRole("button", { name: "Unlock", exact: true }).waitFor();
  });

  test("tells the story of an order: events, handlers and the trace", async () => {
    const { page } = await visitor.open("/operations", WIDE);
    await page.getByText("live", { exact: true }).waitFor();
    const orderId = await complete();
    await page.getByLabel("Filter events by words").fill(`Completed ${orderId}`);
    await page.getByRole("button", { name: /OrderCompleted/ }).click();
    await page.locator(".lane .bar").first().waitFor();
    await page.getByRole("cell", { name: "OrderCompleted" }).first().waitFor();
    expect(await page.locator(".lane").count()).toBeGreaterThan(6);
    const [entry] = await shop.timeline(orderId);
    await page.getByText(entry?.traceparent.slice(3, 35) ?? "no trace").waitFor();
    await picture(page, "order-story", page.locator("#instruments"));
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("says so when nobody has heard of an order", async () => {
    const { page } = await visitor.open("/operations#order=00000000-0000-7000-8000-000000000000");
    await page.getByText("No event of this order was seen").waitFor();
  });

  test("keeps a row where it is while somebody points at it, or pauses", async () => {
    const { page } = await visitor.open("/operations", WIDE);
    await page.getByText("live", { exact: true }).waitFor();
    await complete();
    const newest = page.locator(".stream-row").first();
    await newest.hover();
    const before = await newest.textContent();
    const orderId = await complete();
    await page.getByText(/^held · [1-9]\d* new$/).waitFor();
    expect(await newest.textContent()).toBe(before);
    await page.getByLabel("Filter events by words").fill("nothing of this kind");
    await page.getByText("live", { exact: true }).waitFor();
    await page.getByLabel("Filter events by words").fill("");
    await page.getByRole("heading", { name: "Control room" }).hover();
    await page
      .locator(".stream-row", { hasText: orderId.slice(-6) })
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await complete();
    await page.getByText(/^held · [1-9]\d* new$/).waitFor();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("live", { exact: true }).waitFor();
  });

  test("shows each service's figures as a table, and one service over time", async () => {
    const { page } = await visitor.open("/operations", WIDE);
    await page.getByRole("tab", { name: "All services" }).click();
    await complete();
    const row = page.getByRole("row").filter({ has: page.getByRole("button", { name: "pricing", exact: true }) });
    await expect.poll(() => row.getByRole("cell").nth(2).textContent(), { timeout: PATIENT.within }).toMatch(/[1-9]/);
    expect(Number((await row.getByRole("cell").nth(1).textContent())?.split(" ")[0])).toBeGreaterThan(0);
    await row.getByRole("button", { name: "pricing" }).click();
    await page.getByText("OrderCreated from order").waitFor();
    await page.getByText("OrderPriced to").waitFor();
    await expect.poll(() => page.locator(".chart-line").count(), { timeout: PATIENT.within }).toBe(3);
    await picture(page, "one-service", page.locator("#instruments"));
  });

  test("is used with the keyboard alone", async () => {
    const { page } = await visitor.open("/operations", { ...WIDE, isStill: true });
    await page.getByText("live", { exact: true }).waitFor();
    const orderId = await complete();
    await page
      .locator(".stream-row", { hasText: orderId.slice(-6) })
      .first()
      .waitFor();
    await page.locator(".stream-rows").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("stream-row");
    await page.keyboard.press("Enter");
    await page.locator(".lane").first().waitFor();
    await page.getByRole("button", { name: "Skip to the instruments" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { selected: true }).textContent()).toContain("Dead letters");
    await page.getByRole("button", { name: "Colours" }).focus();
    await page.keyboard.press("Tab");
    const isFocused = page.locator(".mill:focus-visible");
    const names = new Set<string | null>();
    for (; await isFocused.count(); await page.keyboard.press("Tab")) {
      names.add(await isFocused.locator(".mill-name").textContent());
      expect(await isFocused.locator("rect").evaluate((box) => getComputedStyle(box).strokeWidth)).toBe("3.5px");
    }
    expect(names).toEqual(new Set(drawn));
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "One service", selected: true }).waitFor();
    expect(names).toContain(await page.getByRole("combobox", { name: "Service" }).inputValue());
  });

  test("fits on a phone, and takes one to what was asked for", async () => {
    const { page } = await visitor.open("/operations", { ...PHONE, theme: "dark" });
    await page.locator(".mill").first().waitFor();
    await page.locator(".mill", { hasText: "billing" }).click();
    const panel = page.locator("#panel");
    const isSeen = async () => ((await panel.boundingBox())?.y ?? Number.POSITIVE_INFINITY) < (PHONE.height ?? 0) - 100;
    await expect.poll(isSeen).toBe(true);
    await page.getByRole("tab", { name: "Load and faults" }).click();
    await page.getByRole("button", { name: "Place one order" }).click();
    await page.locator(".lane").first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, "control-room-phone");
    expect(await seriousFindings(page)).toEqual([]);
  });
});

const countDrops = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const counted = globalThis as unknown as { drawn: number };
    counted.drawn = 0;
    CanvasRenderingContext2D.prototype.arc = () => void counted.drawn++;
  });
