import { expect, it } from "vitest";

import { OrderCancelled, OrderCreated } from "#contracts/events/index.ts";
import { Problem } from "#contracts/problems.ts";
import { MINUTE } from "#platform/declare/duration.ts";
import type { PortContext } from "#platform/declare/implementation.ts";
import { ServiceRuntime } from "#platform/runtime/service-runtime.ts";
import { aCommit, anEvent, set } from "#platform/runtime/testing/an-event.ts";
import { surroundings } from "#platform/runtime/testing/mill.ts";
import { ledgerMailer } from "./adapters/ledger-mailer.ts";
import { messageIdOf } from "./domain/mail.ts";
import { orderCancelled, orderReceived } from "./domain/write-mail.ts";
import service from "./implementation.ts";
import type { OutgoingMail } from "./ports.ts";
import { notification } from "./service.ts";

const { orderId } = OrderCreated.example;
const created = anEvent("OrderCreated", { data: OrderCreated.example });
const cancelled = anEvent("OrderCancelled", { data: OrderCancelled.example });
const idOf = (number: number): string => `${orderId.slice(0, -1)}${number}`;
const THANKS = messageIdOf(orderReceived(OrderCreated.example));
const REGRET = messageIdOf(orderCancelled(OrderCancelled.example));

/** The service with a mail server that notes what it is given, and does `meanwhile` before it accepts a mail. */
async function office(meanwhile: (mail: OutgoingMail) => Promise<void> = async () => {}) {
  const { host, bus, store, clock } = surroundings({ declaration: notification });
  const accepted: string[] = [];
  const server = {
    async send(mail: OutgoingMail) {
      await meanwhile(mail);
      accepted.push(mail.messageId);
    },
  };
  const ports = (context: PortContext) => ({
    mailer: ledgerMailer(server, context as PortContext<typeof notification>),
  });
  const runtime = new ServiceRuntime({ ...service, ports }, host);
  await runtime.start();
  const hear = async (event: typeof created) => {
    expect(await bus.subscriber?.deliver(event)).toBe("done");
    await clock.pass();
  };
  const announced = () => bus.published.filter(({ type }) => type === "NotificationSent").map(({ data }) => data);
  const recorded = () => [...store.dump("mail").records.keys()];
  return { accepted, hear, announced, recorded, clock, store };
}

it("says that an order is cancelled after the mail that is under way meanwhile", async () => {
  const place = await office(async ({ messageId }) => {
    if (messageId === THANKS) await place.hear(cancelled);
  });
  await place.hear(created);
  await place.clock.pass(MINUTE);
  expect(place.accepted).toEqual([THANKS, REGRET]);
  expect(place.recorded().toSorted()).toEqual([`${orderId}/order-cancelled`, `${orderId}/order-received`]);
  expect(place.announced()).toEqual([
    { orderId, kind: "order-received" },
    { orderId, kind: "order-cancelled" },
  ]);
});

it("does not wait for ever for a mail of somebody who died with it", async () => {
  const place = await office();
  const since = place.clock.now() - 2 * MINUTE;
  await place.store.commit(aCommit({ writes: [set(THANKS, { since }, undefined, "underWay")] }));
  await place.hear(cancelled);
  expect(place.accepted).toEqual([REGRET]);
});

it("outlasts the mail of somebody who died with it just now, and leaves no dead letter", async () => {
  const place = await office();
  // Each time its back-off begins elsewhere.
  for (let number = 0; number < 10; number++) {
    const of = idOf(number);
    const since = place.clock.now();
    const thanks = messageIdOf({ orderId: of, kind: "order-received" });
    await place.store.commit(aCommit({ writes: [set(thanks, { since }, undefined, "underWay")] }));
    await place.hear(anEvent("OrderCancelled", { data: { ...OrderCancelled.example, orderId: of } }));
    await place.clock.pass(3 * MINUTE);
  }
  expect(place.accepted).toHaveLength(10);
  expect(await place.store.tally()).toMatchObject({ parked: 0, dead: 0 });
});

it("gives up a mail that a server did not take when the order is cancelled meanwhile, and says so at once", async () => {
  let isAway = true;
  const place = await office(async () => {
    if (isAway) throw new Problem("partner-away");
  });
  await place.hear(created);
  await place.hear(cancelled);
  isAway = false;
  await place.clock.pass(MINUTE);
  expect(place.accepted).toEqual([REGRET]);
  expect([...place.store.dump("underWay").records.keys()]).toEqual([]);
});

it("sends nothing new after a cancellation", async () => {
  const place = await office();
  await place.hear(cancelled);
  await place.hear(created);
  expect(place.accepted).toEqual([REGRET]);
  expect(place.announced()).toEqual([{ orderId, kind: "order-cancelled" }]);
});

it("does not send a mail again that the server has accepted, and dates it by that", async () => {
  const place = await office();
  const acceptedAt = place.clock.now() - 1_000;
  await place.store.commit(aCommit({ writes: [set(THANKS, { acceptedAt }, undefined, "accepted")] }));
  await place.hear(created);
  expect(place.accepted).toEqual([]);
  expect(place.store.dump("mail").records.get(`${orderId}/order-received`)).toMatchObject({ sentAt: acceptedAt });
  expect(place.announced()).toEqual([{ orderId, kind: "order-received" }]);
});

it("sends a mail once, however often it hears of the order", async () => {
  const place = await office();
  await place.hear(created);
  await place.hear({ ...created, id: "the-same-again" });
  expect(place.accepted).toEqual([THANKS]);
  expect([...place.store.dump("accepted").records.keys()]).toEqual([THANKS]);
});
