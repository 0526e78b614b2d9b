import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { load } from "./client.ts";

/** Orders sent to a server that answers in turn as `answers` say. */
async function loaded(answers: readonly RequestListener[], rate: number) {
  let asked = 0;
  const server = createServer((request, response) => {
    const answer = answers[asked++ % answers.length];
    request.resume().once("end", () => answer?.(request, response));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const result = await load({ url, rate, count: 9, inFlight: 3, skus: 5 });
  server.close();
  return result;
}
const accepts: RequestListener = (_, response) => void response.writeHead(202).end('{"orderId":"order-1"}');
const isFull: RequestListener = (_, response) => void response.writeHead(503).end('{"code":"outbox-full"}');
const breaks: RequestListener = (_, response) => void response.socket?.resetAndDestroy();
const stumbles: RequestListener = (_, response) => void response.writeHead(500).end("<html>");

test.each([0, 1_000])("what is not accepted is no success, and none of it ends the others (rate %i)", async (rate) => {
  const { orderIds, latencies, refused } = await loaded([accepts, isFull, breaks], rate);
  expect([orderIds.length, latencies.length, refused.count]).toEqual([3, 3, 6]);
  expect(refused.told).toBe("6 refused (3 × 503 outbox-full, 3 × ECONNRESET)");
});

test("an answer that is no problem of ours is named by its status", async () => {
  expect((await loaded([stumbles], 0)).refused.told).toBe("9 refused (9 × 500)");
});

test("a load of which everything was accepted says so", async () => {
  const { refused, orderIds } = await loaded([accepts], 0);
  expect([refused.told, orderIds.length]).toEqual(["none refused", 9]);
});
