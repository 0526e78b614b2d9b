// Events that a service gives up on: they lie on the desk, and go back to that service alone.
import { expect, test } from "vitest";
import { until } from "../../kit/until.ts";
import { breakService, setFaults } from "../faults.ts";
import { IS_SHORT, PATIENT, shop, tell, VERY_PATIENT } from "../world.ts";

const BROKEN = "shipping";
const TOPIC = "InventoryReserved";

test("a poisoned event is given up by its listeners at once, and discarded", async () => {
  const { status, body } = await shop.administrator.post<{ eventId: string }>("/services/user/poison", {
    topic: "UserRegistered",
  });
  expect(status).toBe(202);
  const letter = await until(
    async () => (await shop.deadLetters()).find(({ id }) => id.includes(body.eventId)) ?? false,
    PATIENT,
  );
  expect(letter.problem).toBe("event-invalid");
  // Each service that listens has given it up.
  await until(async () => {
    const letters = await shop.deadLetters();
    for (const { id } of letters.filter((each) => each.id.includes(body.eventId)))
      await shop.administrator.delete(`/dead-letters/${id}`);
    return letters.length === 0;
  }, PATIENT);
});

if (IS_SHORT) console.log("Left out: a letter that is redriven, as ten attempts take more than a minute (SHORT=1).");
test.skipIf(IS_SHORT)("what a broken service gave up is redriven when it is mended", async () => {
  await breakService(BROKEN, { failing: [TOPIC] });
  const orderId = await shop.place();
  const letter = await until(
    async () => (await shop.deadLetters()).find(({ subject }) => subject === orderId) ?? false,
    VERY_PATIENT,
  );
  expect([letter.service, letter.event]).toEqual([BROKEN, TOPIC]);
  tell(`${BROKEN} gave up after ${letter.attempts} attempts.`);
  await setFaults(BROKEN, {});
  const { status } = await shop.administrator.post(`/dead-letters/${letter.id}/redrive`);
  expect(status).toBe(202);
  await shop.untilStatus(orderId, "COMPLETED", PATIENT);
  expect(await shop.deadLetters()).toEqual([]);
});
