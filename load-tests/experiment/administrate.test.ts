// What an administrator asks of servers that are away at first.
import { createServer, type IncomingHttpHeaders } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import { administrate } from "./administrate.ts";

/** Answers with these statuses, one after the other; 0 ends the connection without an answer. */
async function answering(...statuses: number[]) {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    const status = statuses[Math.min(asked.length, statuses.length - 1)] ?? 0;
    asked.push(request.headers);
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end("so");
  });
  const port = await listen(server, 0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const target = { url: `http://127.0.0.1:${port}`, administratorToken: "secret" };
  const ask = (within: number) => administrate(target, "POST", "/inventory/SKU-1/restock", {}, { within, every: 5 });
  return { ask, asked };
}

test("nobody there, and a connection that breaks, are asked again, under the same key", async () => {
  const { ask, asked } = await answering(0, 503, 404, 200);
  await ask(5_000);
  expect(asked).toHaveLength(4);
  expect(new Set(asked.map((headers) => headers["idempotency-key"])).size).toBe(1);
  expect(asked[0]).toMatchObject({ "idempotency-key": expect.stringMatching(/./), authorization: "Bearer secret" });
});
test("each request has a key of its own", async () => {
  const { ask, asked } = await answering(200);
  await ask(0);
  await ask(0);
  expect(new Set(asked.map((headers) => headers["idempotency-key"])).size).toBe(2);
});
test("a refusal is a last word, and so is an absence that lasts", async () => {
  const refusing = await answering(422);
  await expect(refusing.ask(5_000)).rejects.toThrow("answers 422: so");
  expect(refusing.asked).toHaveLength(1);
  const away = await answering(0);
  await expect(away.ask(300)).rejects.toThrow("answers 0");
  expect(away.asked.length).toBeGreaterThan(1);
});
