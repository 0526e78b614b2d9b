// The control room as somebody uses it who gives the platform work and breaks it.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { GIVES_UP_SOON, startPlatform, withStopped } from "../kit/platform.ts";
import { inBrowser, picture, WIDE } from "./chromium.ts";
import { drops } from "./drops.ts";
import { PATIENT, testedPlatform } from "./tested-platform.ts";

inBrowser("load and faults", async (browse) => {
  const platform = await testedPlatform({ environment: { FAULTS: "on" }, limits: GIVES_UP_SOON });
  const { shop, canStop, canBreak } = platform;
  const visitor = await browse(platform.url);
  const unlocked = `/operations#token=${platform.administratorToken}`;
  const lettersOf = (page: Page, text: string) => page.locator(".letter", { hasText: text });

  test.runIf(canStop)("asks for the token before something changes, and is kind about a wrong one", async () => {
    const { page } = await visitor.open("/operations");
    await page.getByRole("button", { name: "Stop inventory" }).click();
    await page.getByRole("textbox", { name: "Token" }).fill("guessed");
    await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
    await page.getByText("This is not the administrator's token.").waitFor();
    await page.getByRole("textbox", { name: "Token" }).fill(platform.administratorToken);
    await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
    await page.getByRole("button", { name: "Lock", exact: true }).waitFor();
    const typed = await page
      .locator("input[type=password]")
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(typed).toEqual([""]);
    const { body } = await shop.client.get<{ services: { state: string }[] }>("/services");
    expect(body.services.every(({ state }) => state === "running")).toBe(true);
  });

  test.runIf(canStop)("stops a service, shows what waits for it, and starts it again", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByRole("button", { name: "Stop inventory" }).click();
    const inventory = page.locator(".mill", { hasText: "inventory" });
    await inventory.getByText(/stopped/).waitFor();
    await page.getByLabel("Many at once").fill("20");
    await page.getByRole("button", { name: "Place them" }).click();
    await page.getByText(/20 of 20 in/).waitFor();
    await inventory.getByText("stopped · 20 wait").waitFor();
    await shop.placeMany(5);
    await expect.poll(() => drops(page), { timeout: PATIENT.within }).toBeGreaterThan(800);
    await picture(page, "control-room");
    await inventory.getByText("stopped · 25 wait").waitFor();
    await page.getByRole("button", { name: "Start inventory" }).click();
    await page.getByText(/^20 in /).waitFor();
    // One has left, and another one came.
    await expect.poll(() => inventory.locator(".wheel").count(), { timeout: PATIENT.within }).toBe(1);
  });

  test.runIf(canStop)("says why orders of a burst are refused", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.locator(".mill").first().waitFor();
    await withStopped(platform, ["order"], async () => {
      await page.getByLabel("Many at once").fill("5");
      await page.getByRole("button", { name: "Place them" }).click();
      await page.getByText(/5 refused: The service is not running/).waitFor();
    });
  });

  test.runIf(canBreak)("poisons an event, shows why it was given up, and asks before it is discarded", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByLabel("An event that fits no schema").selectOption("OrderConfirmed");
    await page.getByRole("button", { name: "Poison" }).click();
    // Without anybody having looked at the desk.
    await page.getByRole("tab", { name: /Dead letters *[1-9]/ }).click();
    const letter = lettersOf(page, "OrderConfirmed at loyalty").first();
    await letter.getByText("does not fit its schema").waitFor();
    await picture(page, "dead-letters", page.locator("#instruments"));
    await letter.getByText("The original event").click();
    await letter.getByText('"poison": true').waitFor();
    const before = (await shop.deadLetters()).length;
    await letter.getByRole("button", { name: "Discard …" }).press("Enter");
    // What has the focus is what keeps it.
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await shop.deadLetters()).toHaveLength(before);
    await letter.getByRole("button", { name: "Discard …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await expect.poll(() => shop.deadLetters(), { timeout: PATIENT.within }).toHaveLength(before - 1);
  });

  test.runIf(canBreak)("makes a handler throw, mends it, and redrives what it gave up", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByLabel("A handler that throws").selectOption("pricing");
    await page.getByLabel("at this event").selectOption("OrderCreated");
    await page.getByRole("button", { name: "Throw" }).click();
    await page.getByRole("button", { name: "Mend it" }).waitFor();
    const orderId = await shop.place();
    await shop.untilDeadLetter(orderId, PATIENT);
    await page
      .locator(".mill.failing", { hasText: "pricing" })
      .getByText(/failure/)
      .waitFor();
    await page.getByRole("button", { name: "Mend it" }).click();
    await page.getByRole("button", { name: "Throw" }).waitFor();
    await page.getByRole("tab", { name: /Dead letters/ }).click();
    const letter = lettersOf(page, orderId.slice(-6));
    await letter.getByText(/^([3-9]|\d\d) attempts$/).waitFor();
    await letter.getByRole("button", { name: "Redrive" }).click();
    await shop.untilStatus(orderId, "COMPLETED", PATIENT);
    await letter.waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Order", exact: true }).click();
    await page.getByRole("textbox", { name: "Order" }).fill(orderId);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText(/^[2-9]\d* retries$/).waitFor();
    await page.locator(".lane", { hasText: "pricing" }).locator(".bar.retried").first().waitFor();
  });

  test.runIf(canBreak)("redrives everything that lies on the desk, from all its pages", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    const set = (failing: string[]) => shop.administrator.put("/services/analytics/faults", { failing });
    await set(["OrderCreated"]);
    const orders = await shop.placeMany(4);
    for (const orderId of orders) await shop.untilDeadLetter(orderId, PATIENT);
    await set([]);
    // Two letters to a page, so that there are more of them.
    await page.route(/\/dead-letters(\?|$)/, (route) => {
      const url = new globalThis.URL(route.request().url());
      url.searchParams.set("limit", "2");
      return route.continue({ url: url.href });
    });
    await page.getByRole("tab", { name: /2 and more/ }).click();
    await page.getByText("Shown are the newest 2.").waitFor();
    await page.getByRole("button", { name: "Redrive all" }).click();
    await page.getByText(/^\d+ events went back to where they had failed\.$/).waitFor();
    const areGone = async () => (await shop.deadLetters()).every(({ subject }) => !orders.includes(subject));
    await expect.poll(areGone, { timeout: PATIENT.within }).toBe(true);
  });

  test.runIf(canBreak)("slows the mailer down: the order is over, its mails come later", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByLabel("A slow service").selectOption("notification");
    await page.getByRole("slider", { name: /^by/ }).fill("3");
    await page.getByText("1 s for each event").waitFor();
    const orderId = await shop.place();
    await shop.untilStatus(orderId, "COMPLETED", PATIENT);
    expect((await shop.mails(orderId)).length).toBeLessThan(3);
    await page.getByRole("button", { name: "Heal notification" }).click();
    await page.getByText("nothing", { exact: true }).waitFor();
    await expect.poll(() => shop.mails(orderId), { timeout: PATIENT.within }).toHaveLength(3);
  });

  test.runIf(canBreak)("shows a customer the mails of a slow mailer, however late they are", async () => {
    await shop.administrator.put("/services/notification/faults", { slow: 6_000 });
    const { page } = await visitor.open("/");
    await page.getByRole("button", { name: "Place an order" }).click();
    await page.getByRole("heading", { name: "Completed." }).waitFor();
    await page.getByText("0 mails written").waitFor();
    await page.getByText("3 mails written").waitFor();
    await shop.administrator.put("/services/notification/faults", { slow: 0 });
  });

  test.runIf(canBreak)("asks in two ways, side by side, while one service is slow", async () => {
    await shop.untilStatus(await shop.place(), "COMPLETED", PATIENT);
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByRole("tab", { name: "Two ways to ask" }).click();
    await page.getByRole("button", { name: "Ask in both ways" }).click();
    await page.locator(".asked tbody tr").first().waitFor();
    // Moving it asks by itself.
    await page.getByLabel(/The service product takes/).fill("1000");
    await page.getByRole("row", { name: /^1 s more/ }).waitFor();
    const widths = () => page.locator(".race > span").evaluateAll((bars) => bars.map(({ clientWidth }) => clientWidth));
    await expect.poll(async () => Math.sign(((await widths())[0] ?? 0) - ((await widths())[1] ?? 0))).toBe(1);
    await picture(page, "two-ways-to-ask", page.locator("#instruments"));
    await page.getByLabel(/The service product takes/).fill("0");
    await page
      .getByRole("row", { name: /^no time more/ })
      .nth(1)
      .waitFor();
  });

  test.runIf(canStop)(
    "answers from the read model while a service is away, and names it for the other way",
    async () => {
      const { page } = await visitor.open(unlocked, WIDE);
      await page.getByRole("tab", { name: "Two ways to ask" }).click();
      await page.getByRole("button", { name: "Stop product" }).click();
      await page.getByRole("button", { name: "Start product" }).waitFor();
      await page.getByRole("button", { name: "Ask in both ways" }).click();
      await page.getByText(/product did not answer within 5000 ms/).waitFor();
      await page.locator(".race.answered").waitFor();
      await page.getByRole("button", { name: "Start product" }).click();
      await page.getByRole("button", { name: "Stop product" }).waitFor();
    },
  );

  test("places one order, and tells its story", async () => {
    const { page } = await visitor.open("/operations", WIDE);
    await page.getByRole("button", { name: "Place one order" }).click();
    await page.getByText(/^Accepted in \d+ ms\.$/).waitFor();
    await page.getByRole("cell", { name: "OrderCompleted" }).first().waitFor();
  });
});

inBrowser("where something cannot be done", async (browse) => {
  const careful = await startPlatform();
  const visitor = await browse(careful.url);
  const unlocked = `/operations#token=${careful.administratorToken}`;

  test("says that nothing is broken on purpose here, and that replicas are killed in a cluster", async () => {
    const { page } = await visitor.open(unlocked, WIDE);
    await page.getByText("Services are broken on purpose only where FAULTS=on is set for them").waitFor();
    expect(await page.getByRole("button", { name: "Throw" }).count()).toBe(0);
    await page.getByText(/Kill a replica.*is for a cluster/).waitFor();
    await page.getByRole("tab", { name: "Two ways to ask" }).click();
    await page.getByText("The slider needs services with FAULTS=on.").waitFor();
    expect(await page.getByLabel(/The service product takes/).isDisabled()).toBe(true);
  });

  test("stops nothing where it cannot look into the place", async () => {
    const services = careful.list().map(({ name }) => ({ name, state: "unknown" }));
    const prepare = (page: Page) => page.route("**/services", (route) => route.fulfill({ json: { services } }));
    const { page } = await visitor.open(unlocked, { ...WIDE, prepare });
    await page.locator(".mill").first().waitFor();
    expect(await page.getByRole("button", { name: "Stop", exact: true }).isDisabled()).toBe(true);
    await page.getByText("kubectl delete pod --now").waitFor();
  });

  test("in a cluster, shows its replicas and kills one", async () => {
    const replicas = { ready: 2, wanted: 3, most: 8 };
    const services = careful
      .list()
      .map(({ name }) => ({ name, state: name === "user" ? "asleep" : "running", replicas }));
    const killed: string[] = [];
    const prepare = async (page: Page) => {
      await page.route("**/services", (route) => route.fulfill({ json: { services } }));
      await page.route("**/services/figures*", async (route) => {
        const response = await route.fetch();
        const body = (await response.json()) as { figures: object[] };
        const faults = { slow: 0, failing: [] };
        await route.fulfill({ json: { ...body, figures: body.figures.map((each) => ({ ...each, faults })) } });
      });
      await page.route("**/services/*/kill", (route) => {
        killed.push(route.request().headers()["authorization"] ?? "");
        return route.fulfill({ json: { name: "inventory", replica: "inventory-7d4b9-abcde" } });
      });
    };
    const { page } = await visitor.open(unlocked, { ...WIDE, prepare });
    await page.getByRole("button", { name: "Kill a replica of inventory" }).click();
    await page.getByText("inventory-7d4b9-abcde is killed; another one takes over its work.").waitFor();
    expect(killed).toEqual([`Bearer ${careful.administratorToken}`]);
    await page.locator(".mill.off", { hasText: "user" }).getByText("asleep").waitFor();
    await page.getByRole("tab", { name: "All services" }).click();
    await page.getByRole("cell", { name: "2 of 3, at most 8" }).first().waitFor();
  });
});
