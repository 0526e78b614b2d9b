import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { startPlatform } from "../../tests/kit/platform.ts";
import { Shop } from "../../tests/kit/shop.ts";
import { until } from "../../tests/kit/until.ts";
import { BREAKING, listenTo, obey } from "./breaking.ts";

const platform = await startPlatform();
const shop = new Shop(platform);

it("poisons: each listener gives the event up, and the next order passes", async () => {
  await obey("poison OrderConfirmed", platform);
  await shop.untilDeadLetter("poison");
  await shop.complete();
});
it("makes a handler fail until it is healed", async () => {
  expect(await obey("fail pricing OrderCreated", platform)).toBe("pricing now fails to handle OrderCreated.");
  const orderId = await shop.place();
  const letter = await shop.untilDeadLetter(orderId);
  await obey("heal", platform);
  await shop.administrator.post(`/dead-letters/${letter.id}/redrive`);
  await shop.untilStatus(orderId, "COMPLETED");
});
it("takes the broker away until it is healed", async () => {
  await obey("away", platform);
  const orderId = await shop.place();
  expect((await shop.order(orderId)).status).toBe("PENDING");
  await obey("heal", platform);
  await shop.untilStatus(orderId, "COMPLETED");
});
it("reads line by line, and answers what it does not know with what it knows", async () => {
  const said: string[] = [];
  listenTo(Readable.from(["what?\n", "slow product 5\n", "heal\n"]), platform, (text) => said.push(text));
  await until(() => expect(said).toHaveLength(3));
  expect(said).toEqual([BREAKING, "product now takes 5 ms more for every event.", "Everything works again."]);
});
