import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import { declarations } from "#services/declarations.ts";
import { createGateway } from "#tools/self-hosted/gateway.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function doorman(portOf: (service: string) => number) {
  const asked: string[] = [];
  const gateway = createGateway({ declarations, portOf, onForwarded: (name) => asked.push(name), retryAfter: 5 });
  closing.push(() => gateway.close());
  return { url: `http://127.0.0.1:${await listen(gateway, 0, "127.0.0.1")}`, asked };
}
/** A port that was free a moment ago, so nobody is there. */
async function nobody(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, "127.0.0.1");
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

test("a request for a service that sleeps is answered 503 with Retry-After, and the service is asked for", async () => {
  const port = await nobody();
  const { url, asked } = await doorman(() => port);
  const response = await fetch(`${url}/payments/01a1fc61-6828-7021-ae37-941293446558`);
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(asked).toEqual(["billing"]);
});

test("a request for a service that is awake gets through, and keeps it awake", async () => {
  const server = createServer((request, response) => response.end(`you asked for ${request.url}`));
  closing.push(() => server.close());
  const port = await listen(server, 0, "127.0.0.1");
  const { url, asked } = await doorman(() => port);
  expect(await (await fetch(`${url}/loyalty/user-1`)).text()).toBe("you asked for /loyalty/user-1");
  expect(asked).toEqual(["loyalty"]);
});

test("a path that belongs to nobody wakes nobody", async () => {
  const { url, asked } = await doorman(() => 1);
  expect((await fetch(`${url}/nothing-of-that-kind`)).status).toBe(404);
  expect(asked).toEqual([]);
});
