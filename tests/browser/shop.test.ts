// The shop as a customer uses it, in a real browser.
import { describe, expect, test } from "vitest";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { seriousFindings } from "./accessible.ts";
import { findChromium, picture, Visitor } from "./chromium.ts";

const chromium = findChromium();

describe.runIf(chromium)("the shop", async () => {
  const platform = await startPlatform();
  const shop = new Shop(platform);
  const visitor = await Visitor.start(chromium ?? "", platform.url);
  const steps = ".station";

  test("one button places an order, and it is seen on its way until it is completed", async () => {
    const { page, complaints } = await visitor.open("/");
    // The first order of a process pays for its warming up.
    await shop.complete();
    await page.getByRole("button", { name: "Place an order" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    expect(await page.locator(`${steps}.done`).count()).toBe(7);
    await page.getByText("3 mails written").waitFor();
    await page.locator(".entry", { hasText: "completed" }).first().waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, "shop");
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("answers at once while a service is away, and goes on when it is back", async () => {
    const { page } = await visitor.open("/");
    await withStopped(platform, ["billing"], async () => {
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.getByText("waits for billing").waitFor();
      await page.getByRole("heading", { name: /^Confirmed/ }).waitFor();
    });
    await page.getByRole("heading", { name: "Completed." }).waitFor();
  });

  test("a customer who cancels gets everything back", async () => {
    const { page } = await visitor.open("/");
    await withStopped(platform, ["shipping"], async () => {
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.locator(`${steps}.done`, { hasText: "Paid" }).waitFor();
      await page.getByRole("button", { name: "Cancel the order" }).click();
      await page.getByRole("heading", { name: "Cancelled: you cancelled it." }).waitFor();
      await page.locator(`${steps}.undone`, { hasText: "Money given back" }).waitFor();
      await page.locator(`${steps}.undone`, { hasText: "Stock given back" }).waitFor();
    });
  });

  test("says why an order was refused", async () => {
    const { page } = await visitor.open("/");
    await page.getByRole("button", { name: "Declined card" }).click();
    await page.getByRole("heading", { name: "Cancelled: the card was declined." }).waitFor();
    await page.getByRole("button", { name: "Out of stock" }).click();
    await page.getByRole("heading", { name: "Cancelled: there is not enough in stock." }).waitFor();
    await picture(page, "shop-refused");
  });

  test("a basket is filled, kept, checked out, and stock goes down", async () => {
    const { page } = await visitor.open("/");
    await page.getByRole("button", { name: "Add Teapot to the basket" }).click();
    await page.getByLabel("How many of Teapot").fill("3");
    await page.getByLabel("How many of Teapot").blur();
    await page.getByText("3 pieces").waitFor();
    await page.reload();
    await page.getByText("3 pieces").waitFor();
    await page.getByRole("button", { name: "Check out" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    await page.getByText("Your basket is empty.").waitFor();
    expect((await shop.stock("SKU-2")).sold).toBe(3);
    await page.getByText("997 in stock").waitFor();
  });

  test("says that the platform is away, and that the order was not taken", async () => {
    const { page } = await visitor.open("/");
    await page.getByText("in stock").first().waitFor();
    await withStopped(platform, ["order"], async () => {
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.locator(".trouble").waitFor();
    });
  });

  test("works with the keyboard alone", async () => {
    const { page } = await visitor.open("/", { isStill: true });
    const button = page.getByRole("button", { name: "Place an order" });
    for (let stop = 0; stop < 10; stop++) {
      if (await button.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Completed." }).waitFor();
  });

  test("fits on a phone, in the dark, and nothing is wrong with it there", async () => {
    const { page } = await visitor.open("/", { width: 360, height: 740, theme: "dark" });
    await page.getByRole("button", { name: "Place an order" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByText("3 mails written").waitFor();
    await picture(page, "shop-phone");
    expect(await seriousFindings(page)).toEqual([]);
  });
});
