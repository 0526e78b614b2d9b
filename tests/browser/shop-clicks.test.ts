// The shop under impatient fingers and bad networks: nothing that was clicked is lost, and nothing is ordered twice.
import type { Page, Route } from "playwright-core";
import { expect, test } from "vitest";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { inBrowser } from "./chromium.ts";

const USER = "user-5678";
/** With those that the page tries by itself. */
const TRIES = 4;

/** Does what is asked, and loses so many of the answers; collects the orders that came of it. */
function losing(answers: number, placed: string[]) {
  return async (route: Route): Promise<void> => {
    const response = await route.fetch();
    placed.push(((await response.json()) as { orderId: string }).orderId);
    await (placed.length <= answers ? route.abort() : route.fulfill({ response }));
  };
}

inBrowser("the shop, clicked in a hurry", async (browse) => {
  const platform = await startPlatform({ environment: { SEED_PRODUCTS: "230" } });
  const shop = new Shop(platform);
  const visitor = await browse(platform.url);
  const placeAnOrder = (page: Page) => page.getByRole("button", { name: "Place an order" }).click();
  const add = (page: Page, name: string) =>
    page.getByRole("button", { name: `Add ${name} to the basket`, exact: true }).click();
  const emptyBasket = async () => {
    for (const { sku } of await shop.basket(USER)) await shop.client.send("DELETE", `/baskets/${USER}/items/${sku}`);
  };

  test("an order whose answers got lost is asked for again, and is one order", async () => {
    const placed: string[] = [];
    const prepare = (page: Page) => page.route("**/orders", losing(2, placed));
    const { page } = await visitor.open("/", { prepare });
    await placeAnOrder(page);
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    expect(placed).toHaveLength(3);
    await placeAnOrder(page);
    await expect.poll(() => new Set(placed).size).toBe(2);
  });

  test("an order of which nobody knows is the same one when the button is pressed again", async () => {
    const placed: string[] = [];
    const prepare = (page: Page) => page.route("**/orders", losing(TRIES, placed));
    const { page } = await visitor.open("/", { prepare });
    await placeAnOrder(page);
    await page
      .getByText(/Pressed again, it stays one order/)
      .first()
      .waitFor();
    await placeAnOrder(page);
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    expect(placed).toHaveLength(TRIES + 1);
    expect(new Set(placed).size).toBe(1);
  });

  test("a checkout whose answer got lost keeps its basket in sight, and is one order", async () => {
    const placed: string[] = [];
    const prepare = (page: Page) => page.route("**/checkout", losing(TRIES, placed));
    const { page } = await visitor.open("/", { prepare });
    await add(page, "Mug");
    await page.getByText("1 piece").waitFor();
    await page.getByRole("button", { name: "Check out" }).click();
    await page
      .getByText(/Pressed again, it stays one order/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Check out" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    expect(new Set(placed).size).toBe(1);
    await page.getByText("Your basket is empty.").waitFor();
  });

  test("a changed mind takes the order back while there is time, and is told when it is too late", async () => {
    const { page } = await visitor.open("/");
    await withStopped(platform, ["shipping"], async () => {
      await page.getByRole("button", { name: "Changed my mind" }).click();
      await page.getByRole("heading", { name: "Cancelled: you cancelled it." }).waitFor();
    });
    // Its answer comes when all is done.
    await page.route("**/orders", async (route) => {
      const response = await route.fetch();
      const { orderId } = (await response.json()) as { orderId: string };
      await shop.untilStatus(orderId, "COMPLETED");
      await route.fulfill({ response });
    });
    await page.getByRole("button", { name: "Changed my mind" }).click();
    await page
      .getByText(/^Too late/)
      .first()
      .waitFor();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
  });

  test("another basket is another order, though the answer to the first checkout got lost", async () => {
    const placed: string[] = [];
    const prepare = (page: Page) => page.route("**/checkout", losing(TRIES, placed));
    const { page } = await visitor.open("/", { prepare });
    await add(page, "Mug");
    await page.getByText("1 piece").waitFor();
    await page.getByRole("button", { name: "Check out" }).click();
    await page
      .getByText(/Pressed again, it stays one order/)
      .first()
      .waitFor();
    await add(page, "Vase");
    await page.getByLabel("How many of Vase").waitFor();
    await page.getByRole("button", { name: "Check out" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    expect(new Set(placed).size).toBe(2);
    expect(await shop.basket(USER)).toEqual([]);
  });

  test("quick clicks all count, though the answers come slowly", async () => {
    let seen = 0;
    const prepare = (page: Page) =>
      page.route("**/items/*", async (route) => {
        // The first ones take longest: without order, the last answer would be an old one.
        const delay = Math.max(0, 300 - 60 * seen++);
        await new Promise((resolve) => setTimeout(resolve, delay));
        await route.continue();
      });
    const { page } = await visitor.open("/", { prepare });
    await page.getByText("Your basket is empty.").waitFor();
    for (const name of ["Mug", "Mug", "Teapot", "Mug", "Teapot", "Mug"]) await add(page, name);
    await page.getByText("6 pieces").waitFor();
    await page.getByRole("button", { name: "One Mug less" }).click();
    await page.getByRole("button", { name: "Check out" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    const [newest] = (await shop.history(USER)).orders;
    expect(newest?.items.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["SKU-1", 3],
      ["SKU-2", 2],
    ]);
    expect(await shop.basket(USER)).toEqual([]);
  });

  test("a click before the basket is known adds to what was in it", async () => {
    await shop.putIntoBasket(USER, "SKU-1", 4);
    let isHeld = true;
    const prepare = (page: Page) =>
      page.route(`**/baskets/${USER}`, (route) => (isHeld ? route.abort() : route.continue()));
    const { page } = await visitor.open("/", { prepare });
    await add(page, "Mug");
    await page.locator(".trouble.float").waitFor();
    isHeld = false;
    await add(page, "Mug");
    await page.getByText("5 pieces").waitFor();
    expect(await shop.basket(USER)).toEqual([{ sku: "SKU-1", quantity: 5 }]);
    await emptyBasket();
  });

  test("a long catalogue is read to its end: more of it is shown, and everything is found", async () => {
    const { page } = await visitor.open("/");
    const tiles = page.locator(".tile h3");
    await page.getByText("of 182 other products").waitFor();
    expect(await tiles.count()).toBe(48);
    for (const shown of [96, 144, 192, 230]) {
      await page.getByRole("button", { name: /^Show more/ }).click();
      await expect.poll(() => tiles.count()).toBe(shown);
    }
    await page.getByRole("button", { name: /^Show more/ }).waitFor({ state: "detached" });
    await expect.poll(() => page.getByText("1,000 in stock").count()).toBeGreaterThan(200);
    // Number 230, of the last page.
    await page.getByLabel("Find a product").fill("small scarf 2");
    await expect.poll(() => tiles.allTextContents()).toEqual(["Small Scarf 2"]);
    await page.getByRole("button", { name: "Add Small Scarf 2 to the basket" }).click();
    await page.getByLabel("How many of Small Scarf 2").waitFor();
    await page.reload();
    await page.getByLabel("How many of Small Scarf 2").waitFor();
    await page.getByLabel("Find a product").fill("nothing of this kind");
    await page.getByText("No product has these words in its name.").waitFor();
    await emptyBasket();
  });
});
