// New pods under load: nobody is refused, and nothing is lost.
import { expect, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { whileOrdering } from "../customers.ts";
import { untilCompleted } from "../outcome.ts";
import { renew } from "../rollout.ts";
import { IS_SHORT, seconds, tell } from "../world.ts";

const RATE = 10;
const renewed = IS_SHORT ? ["order", "inventory"] : declarations.map(({ name }) => name);

test(`a rolling update of ${IS_SHORT ? renewed.join(" and ") : "all services"} under load refuses and loses nothing`, async () => {
  const began = performance.now();
  const { orderIds, refusals } = await whileOrdering(RATE, () => renew(renewed));
  tell(
    `${renewed.length} services renewed in ${seconds(performance.now() - began)}, ${orderIds.length} orders accepted.`,
  );
  expect(refusals).toEqual([]);
  await untilCompleted(orderIds);
  tell(`All orders COMPLETED ${seconds(performance.now() - began)} after the beginning.`);
});
