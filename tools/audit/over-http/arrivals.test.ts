import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import type { MessageIds } from "../arrived.ts";
import { arrivalsOn } from "./arrivals.ts";
import type { HttpShelf } from "./http-shelf.ts";

/** Mails that were sent at these moments, and what the mail server says. */
async function arrivals(sentAt: readonly number[], counted: MessageIds) {
  const server = createServer((_, response) => response.end(JSON.stringify(counted)));
  const port = await listen(server, 0, "127.0.0.1");
  onTestFinished(() => void server.close());
  const shelf = { records: async () => new Map(sentAt.map((at) => [String(at), { sentAt: at }])) };
  return arrivalsOn(shelf as unknown as HttpShelf, `http://127.0.0.1:${port}`);
}
const counted = { since: 100, forgotten: 0, messageIds: ["<o-1.order-received@millrace>"] };

test("a mail server that was there before the first mail knows what has arrived", async () => {
  const known = { arrived: [{ orderId: "o-1", kind: "order-received" }] };
  expect(await arrivals([200, 100], counted)).toEqual(known);
  expect(await arrivals([], counted)).toEqual(known);
});
test("one that has started since, or has forgotten some, does not, and it is said why", async () => {
  expect(await arrivals([200, 99], counted)).toEqual({
    whyNotArrived: expect.stringContaining("mails were sent before"),
  });
  expect(await arrivals([200], { ...counted, forgotten: 3 })).toEqual({
    whyNotArrived: expect.stringContaining("has forgotten 3 mails"),
  });
});
