import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import { Client } from "./client.ts";
import { until } from "./until.ts";

test("a request that nobody answers ends, and the next one is tried", async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    if (++requests > 1) response.end("here");
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const client = new Client(`http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`, {}, 200).with({ a: "b" });
  expect((await until(() => client.get("/"))).body).toBe("here");
  expect(requests).toBe(2);
});
