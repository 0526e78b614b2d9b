// Nothing serious for axe: on both pages, in both themes, with their dialogs and with what they say when something is wrong.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { GIVES_UP_SOON, withStopped } from "../kit/platform.ts";
import { seriousFindings } from "./accessible.ts";
import { inBrowser, WIDE } from "./chromium.ts";
import { PATIENT, testedPlatform } from "./tested-platform.ts";

const THEMES = ["light", "dark"] as const;

inBrowser("accessibility", async (browse) => {
  const platform = await testedPlatform({ environment: { FAULTS: "on" }, limits: GIVES_UP_SOON });
  const { shop, canStop, canBreak } = platform;
  const visitor = await browse(platform.url);
  const unlocked = `/operations#token=${platform.administratorToken}`;
  const nothingSerious = async (page: Page) => expect(await seriousFindings(page)).toEqual([]);

  test.each(THEMES)("the shop: empty, with a basket, and with orders that end well and badly, %s", async (theme) => {
    const { page } = await visitor.open("/", { theme, isStill: true });
    await page.getByText("in stock").first().waitFor();
    await nothingSerious(page);
    await page.getByRole("button", { name: "Add Vase to the basket" }).click();
    await page.getByLabel("How many of Vase").waitFor();
    await page.getByRole("button", { name: "Place an order" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    await nothingSerious(page);
    await page.getByRole("button", { name: "Declined card" }).click();
    await page.locator(".station.undone").first().waitFor();
    await nothingSerious(page);
    await page.getByRole("button", { name: "One Vase less" }).click();
    await page.getByText("Your basket is empty.").waitFor();
  });

  test.runIf(canStop).each(THEMES)("the shop while services are away, %s", async (theme) => {
    const { page } = await visitor.open("/", { theme, isStill: true });
    await page.getByText("in stock").first().waitFor();
    await withStopped(platform, ["order", "inventory"], async () => {
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.locator(".trouble").waitFor();
      await page.getByText(/Stock is shown as it was/).waitFor();
      await nothingSerious(page);
    });
  });

  test.each(THEMES)("the control room: every instrument, by the arrow keys, %s", async (theme) => {
    const { page } = await visitor.open(unlocked, { ...WIDE, theme, isStill: true });
    await page.locator(".mill").first().waitFor();
    await page.getByRole("button", { name: "Place one order" }).click();
    await page.locator(".lane .bar").first().waitFor();
    await nothingSerious(page);
    await page.getByRole("tab", { name: "Order", exact: true }).focus();
    for (const title of ["Dead letters", "All services", "One service", "Two ways to ask", "Load and faults"]) {
      await page.keyboard.press("ArrowRight");
      expect(await page.getByRole("tab", { selected: true }).textContent()).toContain(title);
      await nothingSerious(page);
    }
  });

  test.each(THEMES)("the control room: its locked desk, and the door with a wrong token, %s", async (theme) => {
    const { page } = await visitor.open("/operations", { ...WIDE, theme, isStill: true });
    await page.getByRole("tab", { name: "Dead letters" }).click();
    await nothingSerious(page);
    await page.getByRole("tabpanel").getByRole("button", { name: "Unlock" }).click();
    await page.getByRole("textbox", { name: "Token" }).fill("guessed");
    await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
    await page.getByRole("alert").waitFor();
    await nothingSerious(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  test.runIf(canBreak).each(THEMES)(
    "the control room: a desk with letters, and the question before one goes, %s",
    async (theme) => {
      await shop.administrator.post("/services/loyalty/poison", { topic: "PointsEarned" });
      await shop.administrator.post("/services/order/poison", { topic: "OrderConfirmed" });
      await expect.poll(async () => (await shop.deadLetters()).length, { timeout: PATIENT.within }).toBeGreaterThan(0);
      const { page } = await visitor.open(unlocked, { ...WIDE, theme, isStill: true });
      await page.getByRole("tab", { name: /Dead letters/ }).click();
      await page.locator(".letter summary").first().click();
      await nothingSerious(page);
      await page.getByRole("button", { name: "Discard …" }).first().click();
      await page.getByRole("dialog").waitFor();
      await nothingSerious(page);
      await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
    },
  );

  test.runIf(canStop).each(THEMES)("the control room while services are away and others fail, %s", async (theme) => {
    const { page } = await visitor.open(unlocked, { ...WIDE, theme, isStill: true });
    await withStopped(platform, ["inventory"], async () => {
      await page.locator(".mill.off", { hasText: "inventory" }).waitFor();
      await page.getByLabel("Many at once").fill("3");
      await page.getByRole("button", { name: "Place them" }).click();
      await page.getByText(/3 of 3 in/).waitFor();
      await nothingSerious(page);
    });
  });
});
