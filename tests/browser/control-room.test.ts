// The control room as an operator uses it, in a real browser.
import { describe, expect, test } from "vitest";
import { GIVES_UP_SOON, startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { seriousFindings } from "./accessible.ts";
import { findChromium, type Look, picture, Visitor } from "./chromium.ts";

const chromium = findChromium();

describe.runIf(chromium)("the control room", async () => {
  const platform = await startPlatform({ environment: { FAULTS: "on" }, limits: GIVES_UP_SOON });
  const shop = new Shop(platform);
  const visitor = await Visitor.start(chromium ?? "", platform.url);
  const unlocked = `/operations#token=${platform.administratorToken}`;
  const WIDE: Look = { width: 1440, height: 1150 };

  test("draws every service that is declared, but the one that watches", async () => {
    const { page, complaints } = await visitor.open("/operations", WIDE);
    await page.locator(".mill", { hasText: "idle" }).first().waitFor();
    expect(await page.locator(".mill").count()).toBe(platform.list().length - 1);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("keeps the token in the tab, and takes it out of the address", async () => {
    const { page } = await visitor.open(unlocked);
    await page.getByRole("button", { name: "Lock", exact: true }).waitFor();
    expect(page.url()).not.toContain("token");
    expect(await page.content()).not.toContain(platform.administratorToken);
  });

  test("asks for the token before something changes, and is kind about a wrong one", async () => {
    const { page } = await visitor.open("/operations");
    await page.getByRole("button", { name: "Stop inventory" }).click();
    await page.getByRole("textbox", { name: "Token" }).fill("guessed");
    await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
    await page.getByText("This is not the administrator's token.").waitFor();
    await page.getByRole("textbox", { name: "Token" }).fill(platform.administratorToken);
    await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
    await page.getByRole("button", { name: "Lock", exact: true }).waitFor();
    expect(platform.list().every(({ state }) => state === "running")).toBe(true);
  });

  test("tells the story of an order: events, handlers and the trace", async () => {
    const { page } = await visitor.open("/operations", WIDE);
    await page.locator(".mill").first().waitFor();
    const orderId = await shop.complete();
    await page.getByLabel("Filter events by words").fill(`Completed ${orderId}`);
    await page.getByRole("button", { name: /OrderCompleted/ }).click();
    await page.locator(".lane .bar").first().waitFor();
    await page.getByRole("cell", { name: "OrderCompleted" }).first().waitFor();
    expect(await page.locator(".lane").count()).toBeGreaterThan(6);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("stops a service, shows what waits for it, and starts it again", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByRole("button", { name: "Stop inventory" }).click();
    await page
      .locator(".mill", { hasText: "inventory" })
      .getByText(/stopped/)
      .waitFor();
    await page.getByLabel("Many at once").fill("20");
    await page.getByRole("button", { name: "Place them" }).click();
    await page.getByText(/20 of 20 in/).waitFor();
    await page.locator(".mill", { hasText: "inventory" }).getByText("stopped · 20 wait").waitFor();
    await picture(page, "control-room");
    await page.getByRole("button", { name: "Start inventory" }).click();
    await page.getByText(/^20 in /).waitFor();
  });

  test("poisons an event, shows why it was given up, and asks before it is discarded", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByLabel("An event that fits no schema").selectOption("OrderConfirmed");
    await page.getByRole("button", { name: "Poison" }).click();
    await page.getByRole("tab", { name: "Dead letters" }).click();
    const letters = page.locator(".letter");
    await letters.filter({ hasText: "OrderConfirmed at loyalty" }).getByText("does not fit its schema").waitFor();
    await picture(page, "dead-letters");
    expect(await seriousFindings(page)).toEqual([]);
    const before = (await shop.deadLetters()).length;
    await letters.first().getByRole("button", { name: "Discard …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
    expect(await shop.deadLetters()).toHaveLength(before);
    await letters.first().getByRole("button", { name: "Discard …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await expect.poll(() => shop.deadLetters()).toHaveLength(before - 1);
  });

  test("makes a handler throw, mends it, and redrives what it gave up", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByLabel("A handler that throws").selectOption("pricing");
    await page.getByLabel("at this event").selectOption("OrderCreated");
    await page.getByRole("button", { name: "Throw" }).click();
    await page.getByRole("button", { name: "Mend it" }).waitFor();
    const orderId = await shop.place();
    await shop.untilDeadLetter(orderId);
    await page.getByRole("button", { name: "Mend it" }).click();
    await page.getByRole("button", { name: "Throw" }).waitFor();
    await page.getByRole("tab", { name: "Dead letters" }).click();
    const letter = page.locator(".letter", { hasText: orderId.slice(-6) });
    await letter.getByText("3 attempts").waitFor();
    await letter.getByRole("button", { name: "Redrive" }).click();
    await shop.untilStatus(orderId, "COMPLETED");
  });

  test("asks in two ways, side by side, while one service is slow", async () => {
    await shop.complete();
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByRole("tab", { name: "Two ways to ask" }).click();
    await page.getByLabel(/The service product takes/).fill("1000");
    await page.getByText("1 s more").waitFor();
    await page.getByRole("button", { name: "Ask in both ways" }).click();
    await page.locator(".race.answered").nth(1).waitFor();
    const widths = () => page.locator(".race > span").evaluateAll((bars) => bars.map(({ clientWidth }) => clientWidth));
    await expect.poll(async () => Math.sign(((await widths())[0] ?? 0) - ((await widths())[1] ?? 0))).toBe(1);
    await picture(page, "two-ways-to-ask");
    await page.getByLabel(/The service product takes/).fill("0");
    await page.getByText("no time more").waitFor();
  });

  test("walks its instruments with the arrow keys, each without a serious finding", async () => {
    const { page } = await visitor.open(unlocked, { ...WIDE, theme: "dark" });
    await page.locator(".mill").first().waitFor();
    await page.getByRole("tab", { name: "Load and faults" }).focus();
    for (const title of ["Order", "Dead letters", "All services", "One service", "Two ways to ask"]) {
      await page.keyboard.press("ArrowRight");
      expect(await page.getByRole("tab", { selected: true }).textContent()).toContain(title);
      expect(await seriousFindings(page)).toEqual([]);
    }
  });

  test("fits on a phone", async () => {
    const { page } = await visitor.open("/operations", { width: 360, height: 740, theme: "dark" });
    await page.locator(".mill").first().waitFor();
    await page.getByRole("button", { name: "Place one order" }).click();
    await page.locator(".lane").first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, "control-room-phone");
    expect(await seriousFindings(page)).toEqual([]);
  });
});
