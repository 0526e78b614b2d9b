import { expect, it } from "vitest";
import { OrderCancelled, OrderCreated } from "#contracts/events/index.ts";
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

it("records and announces a mail that went out while the order was cancelled", async () => {
  const place = await office(async ({ messageId }) => {
    if (messageId === THANKS) await place.hear(cancelled);
  });
  await place.hear(created);
  expect(place.accepted).toEqual([REGRET, THANKS]);
  expect(place.recorded().toSorted()).toEqual([`${orderId}/order-cancelled`, `${orderId}/order-received`]);
  expect(place.announced()).toEqual([
    { orderId, kind: "order-cancelled" },
    { orderId, kind: "order-received" },
  ]);
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
