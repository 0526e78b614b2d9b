// Every permutation of one order's events, each of them twice, ends in the same state and says the same.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { services } from "#services/all.ts";
import { permutations } from "../kit/events.ts";
import { presentOf } from "./present.ts";
import { recordStories } from "./recording.ts";
import { heardBy, type Outcome, rehearse } from "./rehearsal.ts";

/** Up to so many events all permutations are tried, and of more a sample. */
const EXHAUSTIVE = 5;
const SAMPLE = 60;

const stories = await recordStories();
const typesOf = (events: readonly CloudEvent[]): string => events.map(({ type }) => type).join(", ");

/** Tries permutations, each event twice: those of few events all, those of many by sample. */
async function inEveryOrder(events: readonly CloudEvent[], check: (order: readonly CloudEvent[]) => Promise<void>) {
  if (events.length <= EXHAUSTIVE)
    for (const order of permutations(events)) await check([...order, ...order.toReversed()]);
  else {
    const twice = [...events, ...events];
    const shuffled = fc.shuffledSubarray(twice, { minLength: twice.length });
    await fc.assert(fc.asyncProperty(shuffled, check), { numRuns: SAMPLE });
  }
}

describe.each(stories)("$name", (story) => {
  const hearing = services.map((service) => ({
    service,
    name: service.declaration.name,
    events: heardBy(service, story),
  }));
  const others = hearing.filter(
    ({ name, events }) => events.length > 0 && !(name === "notification" && story.isGivenUp),
  );

  test.each(others)("$name ends in the same state and says the same", async ({ service, name, events }) => {
    const view = (outcome: Outcome) => presentOf(name, outcome, story.isGivenUp);
    const expected = view(await rehearse(service, story, events));
    await inEveryOrder(events, async (order) => {
      expect(view(await rehearse(service, story, order)), `in the order ${typesOf(order)}`).toEqual(expected);
    });
    expect(view(await rehearse(service, story, events, true)), "all at once").toEqual(expected);
  });
});

const MAILS: Readonly<Record<string, string>> = {
  OrderCreated: "order-received",
  OrderConfirmed: "order-confirmed",
  OrderCancelled: "order-cancelled",
};

describe.each(stories.filter(({ isGivenUp }) => isGivenUp))("$name", (story) => {
  test("notification thanks and confirms before the cancellation, and never after it", async () => {
    const notification = services.find(({ declaration }) => declaration.name === "notification");
    if (!notification) throw new Error("There is no service notification.");
    await inEveryOrder(heardBy(notification, story), async (order) => {
      const firsts = [...new Set(order.map(({ type }) => type))];
      const wanted = firsts.slice(0, firsts.indexOf("OrderCancelled") + 1).map((type) => MAILS[type]);
      const { known, said } = await rehearse(notification, story, order);
      expect(
        said.map(({ data }) => data["kind"]),
        `in the order ${typesOf(order)}`,
      ).toEqual(wanted);
      const mails = Object.keys(known).filter((place) => place.startsWith("mail/"));
      expect(mails.toSorted()).toEqual(wanted.map((kind) => `mail/the-order/${kind}`).toSorted());
    });
  });
});

test("the stories are what they say, and every service that follows orders has its part", () => {
  const types = stories.flatMap(({ events }) => events.map(({ type }) => type));
  const expected = [
    "OrderCompleted",
    "PaymentFailed",
    "ShipmentFailed",
    "InventoryFailed",
    "ProductsResolved",
    "ProductsRejected",
  ];
  expect(types).toEqual(expect.arrayContaining(expected));
  for (const { events, isGivenUp, name } of stories)
    expect(
      events.some(({ type }) => type === (isGivenUp ? "OrderCancelled" : "OrderCompleted")),
      name,
    ).toBe(true);
  const silent = services.filter((service) => stories.every((story) => heardBy(service, story).length === 0));
  expect(silent.map(({ declaration }) => declaration.name)).toEqual(["user"]);
});
