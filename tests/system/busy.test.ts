// A platform with more orders under way than it can settle at once: it does not make itself busier by asking for all their events.
import { expect, onTestFinished, test } from "vitest";
import { ofSku } from "../kit/orders.ts";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const ORDERS = 60;
/** Of the schedule that looks at them each second. */
const ASKED_IN_A_SECOND = 10;

test("orders that all wait are asked for a few at a time, the first ones first, and each in its turn", async () => {
  const environment = { FIRST_REPLAY_MS: "1" };
  const platform = await startPlatform({ environment }, onTestFinished);
  const shop = new Shop(platform);
  const asked = async (): Promise<number> => {
    const { committed } = await (platform.stores.get("order") ?? expect.unreachable("order")).tally();
    return committed["ReplayRequested"]?.count ?? 0;
  };
  const orderIds = await withStopped(platform, ["billing"], async () => {
    const began = performance.now();
    const placed = await shop.placeMany(ORDERS, ofSku("SKU-1"));
    const mostAsked = await until(async () => {
      const runs = Math.floor((performance.now() - began) / 1_000) + 2;
      const count = await asked();
      return count >= 3 * ASKED_IN_A_SECOND && count / runs;
    });
    expect(mostAsked).toBeLessThanOrEqual(ASKED_IN_A_SECOND);
    return placed;
  });
  await shop.untilAll(orderIds, "COMPLETED");
});
