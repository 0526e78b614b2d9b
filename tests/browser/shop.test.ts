// The shop as a customer uses it, in a real browser.
import { expect, test } from "vitest";
import { count } from "#platform/pages/words.ts";
import { withStopped } from "../kit/platform.ts";
import { seriousFindings } from "./accessible.ts";
import { inBrowser, PHONE, picture } from "./chromium.ts";
import { PATIENT, REMOTE, testedPlatform } from "./tested-platform.ts";

inBrowser("the shop", async (browse) => {
  const platform = await testedPlatform();
  const { shop, canStop } = platform;
  const visitor = await browse(platform.url);
  const steps = ".station";

  test("one button places an order, and it is seen on its way until it is completed", async () => {
    // The first order of a process pays for its warming up.
    await shop.untilStatus(await shop.place(), "COMPLETED", PATIENT);
    const { page, complaints } = await visitor.open("/");
    await page.getByRole("button", { name: "Place an order" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    expect(await page.locator(`${steps}.done`).count()).toBe(7);
    await page.getByText("3 mails written").click();
    await page.getByText("Thank you for your order").waitFor();
    await page.getByText("3 mails written").click();
    await page.locator(".entry", { hasText: "completed" }).first().waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, "shop");
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.runIf(canStop)("answers at once while a service is away, and goes on when it is back", async () => {
    const { page } = await visitor.open("/");
    await withStopped(platform, ["billing"], async () => {
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.getByText("waits for billing").waitFor();
      await page.getByRole("heading", { name: /^Confirmed/ }).waitFor();
    });
    await page.getByRole("heading", { name: "Completed." }).waitFor();
  });

  test.runIf(canStop)("a customer who cancels gets everything back", async () => {
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
    await page.locator(`${steps}.refused`, { hasText: "Out of stock" }).waitFor();
    await picture(page, "shop-refused");
  });

  test("a basket is filled, kept, checked out, and stock goes down", async () => {
    const { available, sold } = await shop.stock("SKU-2");
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
    await expect.poll(async () => (await shop.stock("SKU-2")).sold).toBe(sold + 3);
    await page
      .locator(".tile", { hasText: "Teapot" })
      .getByText(`${count(available - 3)} in stock`)
      .waitFor();
  });

  test("a basket for where nobody ships is paid back", async () => {
    const { page } = await visitor.open("/");
    await page.getByRole("button", { name: "Add Bowl to the basket" }).click();
    await page.getByLabel("Delivery").selectOption("Where nobody ships");
    await page.getByRole("button", { name: "Check out" }).click();
    await page.getByRole("heading", { name: "Cancelled: nobody ships to this country." }).waitFor();
    await page.locator(`${steps}.refused`, { hasText: "Nobody ships there" }).waitFor();
    await page.locator(`${steps}.undone`, { hasText: "Stock given back" }).waitFor();
  });

  test("an order of the list is shown again, with all that happened to it", async () => {
    const { page } = await visitor.open("/");
    await shop.untilStatus(await shop.place(), "COMPLETED", PATIENT);
    await page.reload();
    await page.locator(".entry", { hasText: "completed" }).first().click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    await expect.poll(() => page.locator(`${steps}.done`).count()).toBe(7);
    await page.getByRole("link", { name: "See it in the control room" }).click();
    await page.locator(".lane").first().waitFor();
  });

  test.runIf(canStop)("says that the order service is away, and that the order was not taken", async () => {
    const { page } = await visitor.open("/");
    await page.getByText("in stock").first().waitFor();
    await withStopped(platform, ["order"], async () => {
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.locator(".trouble.float").waitFor();
      expect(await page.locator(".followed").count()).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("button", { name: "Close" }).click();
      await page.locator(".trouble.float").waitFor({ state: "detached" });
    });
  });

  test.runIf(canStop)("says that stock is not what it is at this moment, and orders all the same", async () => {
    const { page } = await visitor.open("/");
    await page.getByText("in stock").first().waitFor();
    await withStopped(platform, ["inventory"], async () => {
      await page.getByText(/Stock is shown as it was/).waitFor();
      expect(await page.getByText("in stock").count()).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.getByText("waits for inventory").waitFor();
    });
    await page.getByText(/Stock is shown as it was/).waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "Completed." }).waitFor();
  });

  if (REMOTE !== undefined) console.info("Left out: the shop at an address that leads to this machine only.");
  test.runIf(REMOTE === undefined)(
    "works at an address that a browser does not trust, as on a phone at home",
    async () => {
      const address = new globalThis.URL(platform.url);
      address.hostname = "millrace.test";
      const { page, complaints } = await visitor.open(address.href);
      expect(await page.evaluate(() => isSecureContext)).toBe(false);
      await page.getByRole("button", { name: "Place an order" }).click();
      await page.getByRole("heading", { name: "Completed." }).waitFor();
      expect(complaints).toEqual([]);
    },
  );

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

  test("fits on a phone, in the dark, and takes one to the order", async () => {
    const { page } = await visitor.open("/", { ...PHONE, theme: "dark" });
    await page.getByRole("button", { name: "Place an order" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    await page.getByText("3 mails written").waitFor();
    const isSeen = () =>
      page.locator(steps).evaluateAll((all) => all.every((one) => one.getBoundingClientRect().bottom <= innerHeight));
    await expect.poll(isSeen).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    await picture(page, "shop-phone");
    expect(await seriousFindings(page)).toEqual([]);
  });
});
