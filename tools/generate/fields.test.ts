import { expect, test } from "vitest";
import { OrderCreated, ShipmentFailed } from "#contracts/events/index.ts";
import { eventSchema } from "#platform/derive/json-schema.ts";
import { fieldsOf } from "./fields.ts";

const fields = fieldsOf(eventSchema(OrderCreated));
const field = (name: string) => fields.find((candidate) => candidate.name === name);

test("fields of objects and of array items are named by their path", () => {
  expect(field("orderDetails.items[].quantity")).toEqual({
    name: "orderDetails.items[].quantity",
    type: "integer",
    isRequired: true,
    isPersonal: false,
  });
});

test("what is personal, is so with all its fields", () => {
  expect(field("customerEmail")).toMatchObject({ type: "string (email)", isPersonal: true });
  expect(field("shippingAddress.city")?.isPersonal).toBe(true);
  expect(field("orderId")?.isPersonal).toBe(false);
});

test("an optional field is not always there", () => expect(field("paymentToken")?.isRequired).toBe(false));

test("every event's fields have a type", () => {
  expect(fieldsOf(eventSchema(ShipmentFailed)).every(({ type }) => type.length > 0)).toBe(true);
});
