// What the pages show while the platform, or the stream of its events, is away, and how they go on when it is back.
import { expect, test } from "vitest";
import { startEmbedded } from "#platform/runtime/embedded.ts";
import { silentLog } from "#platform/runtime/log.ts";
import { services } from "#services/all.ts";
import { EXAMPLES } from "#tools/start/examples.ts";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { seriousFindings } from "./accessible.ts";
import { inBrowser, WIDE } from "./chromium.ts";

inBrowser("while operations is away", async (browse) => {
  const platform = await startPlatform();
  const shop = new Shop(platform);
  const visitor = await browse(platform.url);

  test("the control room says so, and hears afterwards what was said meanwhile", async () => {
    const { page } = await visitor.open("/operations", { ...WIDE, isStill: true });
    await shop.complete();
    await page.locator(".stream-row").first().waitFor();
    const meanwhile = await withStopped(platform, ["operations"], async () => {
      await page.getByText("connecting", { exact: true }).waitFor();
      await page.locator(".trouble").waitFor();
      await page.locator(".map.old").waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      return shop.complete();
    });
    await page.getByText("live", { exact: true }).waitFor();
    await page.getByLabel("Filter events by words").fill(`OrderCompleted ${meanwhile}`);
    await page.getByRole("button", { name: /OrderCompleted/ }).waitFor();
    await page.locator(".trouble").waitFor({ state: "detached" });
  });

  test("the shop asks the order service where an order stands, and follows the events again when they are back", async () => {
    const { page } = await visitor.open("/");
    await withStopped(platform, ["billing"], async () => {
      await withStopped(platform, ["operations"], async () => {
        await page.getByRole("button", { name: "Place an order" }).click();
        await page.getByText(/The live events are away/).waitFor();
        await page.getByRole("heading", { name: /^Confirmed/ }).waitFor();
        expect(await seriousFindings(page)).toEqual([]);
      });
      await page.getByText(/The live events are away/).waitFor({ state: "detached" });
      await page.locator(".station.done", { hasText: "Priced" }).waitFor();
    });
    await page.getByRole("heading", { name: "Completed." }).waitFor();
  });
});

inBrowser("when the whole platform is started again", async (browse) => {
  const start = (port: number) =>
    startEmbedded({ services, port, environment: { ...EXAMPLES, ADMIN_TOKEN: "chosen" }, log: silentLog });

  test("with nothing left in its memory, both pages go on", async () => {
    const first = await start(0);
    const visitor = await browse(first.url);
    const port = Number(new globalThis.URL(first.url).port);
    const [{ page: room }, { page: front }] = [await visitor.open("/operations", WIDE), await visitor.open("/")];
    await new Shop(first).placeMany(5);
    await room
      .locator(".mill", { hasText: "pricing" })
      .getByText(/[1-9].*\/s/)
      .waitFor();
    await first.close();
    await room.getByText("Nobody answers.").waitFor();
    await front.getByText(/Stock is shown as it was/).waitFor();
    await front.getByRole("button", { name: "Place an order" }).click();
    await front.getByText("Nobody answers.").first().waitFor();

    const second = await start(port);
    try {
      await room.getByText("Nobody answers.").waitFor({ state: "detached" });
      await room.getByText("live", { exact: true }).waitFor();
      await front.getByText(/Stock is shown as it was/).waitFor({ state: "detached" });
      await front.getByRole("button", { name: "Place an order" }).click();
      await front.getByRole("heading", { name: "Completed." }).waitFor();
      await room.locator(".stream-row", { hasText: "OrderCompleted" }).first().waitFor();
      await new Shop(second).placeMany(5);
      await room
        .locator(".mill", { hasText: "pricing" })
        .getByText(/[1-9].*\/s/)
        .waitFor();
    } finally {
      await second.close();
    }
  });
});
