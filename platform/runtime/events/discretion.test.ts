// A store's error may quote what it was to keep; the log must not.
import { expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import { Problem } from "#contracts/problems.ts";
import { implement } from "../../declare/implementation.ts";
import { on } from "../../declare/reaction.ts";
import { defineService } from "../../declare/service.ts";
import { loggerTo } from "../log.ts";
import { Tallies } from "../tallies.ts";
import { anEvent } from "../testing/an-event.ts";
import { altered, surroundings } from "../testing/mill.ts";
import { Consumer } from "./consumer.ts";
import { HandlerTable } from "./handler-table.ts";

const desk = defineService({ name: "desk", summary: "Reads.", reactions: { onOrderCreated: on(OrderCreated) } });
const service = implement(desk, { reactions: { onOrderCreated: async () => [] } });

test("an event that goes back to the broker leaves nothing personal in the log", async () => {
  const address = { name: "Ada Example", line1: "1 Mill Lane", city: "Berlin", postalCode: "10115", country: "DE" };
  const data = { ...OrderCreated.example, shippingAddress: address };
  const refusal = new Problem("store-away", { detail: `Cannot keep ${JSON.stringify(data)}` });
  const around = surroundings({
    declaration: desk,
    seen: (store) => altered(store, { begin: () => Promise.reject(refusal), commit: () => Promise.reject(refusal) }),
  });
  const lines: string[] = [];
  const host = { ...around.host, log: loggerTo({ write: (line) => void lines.push(line) }, "info") };
  const consumer = new Consumer(host, around.context, new HandlerTable(service, [desk], []), "me", new Tallies());
  expect(await consumer.deliver(anEvent("OrderCreated", { data }))).toBe("retry");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    msg: "An event goes back to the broker.",
    orderId: data.orderId,
    err: { type: "Problem", code: "store-away", message: expect.stringContaining(data.orderId) as string },
  });
  expect(lines[0]).not.toContain(address.name);
  expect(lines[0]).not.toContain(address.line1);
});
