import { expect, test } from "vitest";
import { anEvent } from "../../testing/an-event.ts";
import { labelledAs } from "./mislabelled.ts";

test("an event of its topic, and what is no event, are as they are", () => {
  for (const given of [anEvent("Created"), "{rubbish", undefined])
    expect(labelledAs("Created", "shop", given)).toBe(given);
});

test("an event that claims another type than its topic's is never taken for one of that type", () => {
  const forged = anEvent("PaymentCaptured");
  expect(labelledAs("Heartbeat", "shop", forged)).toMatchObject({ type: "Heartbeat", data: { given: forged } });
  expect(labelledAs("desk.redrive", "shop", forged)).toMatchObject({ type: "desk.redrive" });
});

test("what a sidecar gave up comes again as it was", () => {
  const event = anEvent("Created");
  for (const topic of ["shop.redrive", "shop.dead-letter"]) expect(labelledAs(topic, "shop", event)).toBe(event);
});
