import { expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import { anEvent } from "../testing/an-event.ts";
import { about, discreet } from "./discreet.ts";
import { discreetError, hidden } from "./discreet-error.ts";

const address = { name: "Ada Example", line1: "1 Mill Lane", city: "Berlin", postalCode: "10115", country: "DE" };
const data = { ...OrderCreated.example, shippingAddress: address, paymentToken: "tok_ok" };
const event = anEvent("OrderCreated", { data });

test("an error's text loses what the schema marks as personal, wherever it quotes it", () => {
  const text = `550 <${data.customerEmail}> is unknown at ${address.line1}, ${data.paymentToken} of ${data.orderId}`;
  expect(discreet(text, event, OrderCreated)).toBe(`550 <***> is unknown at ***, *** of ${data.orderId}`);
});

test("a text about data that nobody knows is hidden", () => {
  expect(discreet("no price in ada@example.com", { ...event, data: { note: "ada" } }, OrderCreated)).toBe("***");
  expect(discreet("whatever", event, undefined)).toBe("***");
});

test("a line names service, event, order and trace", () =>
  expect(about("billing", event)).toEqual({
    service: "billing",
    topic: "OrderCreated",
    eventId: event.id,
    orderId: data.orderId,
    traceId: "0af7651916cd43dd8448eb211c80319c",
  }));

test("values are found where JSON writes them in another way", () => {
  const quoted = { ...data, shippingAddress: { ...address, line1: '1 "Mill"\nLane' } };
  const text = `Cannot serve ${JSON.stringify(quoted)}.`;
  expect(discreet(text, { ...event, data: quoted }, OrderCreated)).not.toMatch(/Mill|Lane/);
});

test("an error keeps its names and its place, and loses what it may not say", () => {
  const told = (text: string) => discreet(text, event, OrderCreated);
  const cause = Object.assign(new TypeError(`no route to ${data.customerEmail}`), {
    code: "EHOSTUNREACH",
    config: data,
  });
  const said = discreetError(new Error(`Cannot serve ${JSON.stringify(data)}.`, { cause }), told);
  expect(said).toMatchObject({ type: "Error", cause: { type: "TypeError", code: "EHOSTUNREACH" } });
  expect(JSON.stringify(said)).toContain("discreet.test.ts");
  for (const secret of [data.customerEmail, address.name, "tok_ok"]) expect(JSON.stringify(said)).not.toContain(secret);
  expect(discreetError("ada", hidden)).toEqual({ type: "string", message: "***" });
});
