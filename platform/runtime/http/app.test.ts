// The public port as those see it who look after it: what it counts, and what it says in the log.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { personal } from "#contracts/shapes/personal.ts";
import { implement } from "../../declare/implementation.ts";
import { get, post } from "../../declare/route.ts";
import { defineService } from "../../declare/service.ts";
import { loggerTo } from "../log.ts";
import { ServiceRuntime } from "../service-runtime.ts";
import { HttpFigures } from "../telemetry/http-figures.ts";
import { surroundings } from "../testing/mill.ts";
import { createApp } from "./app.ts";

const Purchase = z.object({ name: personal(z.string()), sacks: z.int() });
const shop = defineService({
  name: "shop",
  summary: "Sells.",
  routes: { look: get("/flour", { summary: "Flour." }), buy: post("/purchases", { summary: "Buys.", body: Purchase }) },
});
const UNLIMITED = { rate: 0, burst: 0, proxies: 0 };

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

const lookAtNothing = async () => ({ body: 1 });

async function aShop(look: () => Promise<{ body: unknown }>, client = UNLIMITED) {
  const { host } = surroundings({ declaration: shop });
  const runtime = new ServiceRuntime(
    implement(shop, {
      routes: {
        look,
        buy: async ({ body }) => {
          throw new Error(`Cannot sell ${JSON.stringify(body)} to ${body.name}`);
        },
      },
    }),
    host,
  );
  const http = new HttpFigures();
  const lines: string[] = [];
  const log = loggerTo({ write: (line) => void lines.push(line) }, "info");
  const runtimes = new Map([["shop", runtime]]);
  const metrics = async () => "";
  const options = { runtimes, services: [shop], administratorToken: "secret", metrics, client, http, log };
  const server = createServer(createApp(options));
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const ask = (init: RequestInit = {}) => fetch(`${url}/flour`, init);
  const counted = () =>
    http.family().points.map(({ labels, value }) => {
      const { count } = value as { count: number };
      return `${labels["http_route"]} ${labels["http_response_status_code"]} ${count}`;
    });
  return { server, url, ask, counted, lines };
}

test("those who are told to wait are counted like those who are served", async () => {
  const { ask, counted } = await aShop(lookAtNothing, { rate: 0.001, burst: 1, proxies: 0 });
  expect([(await ask()).status, (await ask()).status, (await ask({ method: "DELETE" })).status]).toEqual([
    200, 429, 429,
  ]);
  expect(counted()).toEqual(["/flour 200 1", "/flour 429 1"]);
});

test("a client that does not wait for its answer is counted as one", async () => {
  const gone = new AbortController();
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { server, ask, counted } = await aShop(async () => {
    gone.abort();
    await answered;
    return { body: 1 };
  });
  const closed = new Promise<void>((resolve) => {
    server.on("request", (_request, response) => response.once("close", resolve));
  });
  await expect(ask({ signal: gone.signal })).rejects.toThrow("aborted");
  await closed;
  answer();
  expect(counted()).toEqual(["/flour 499 1"]);
});

test("the log names service and trace of a request that failed, and nothing personal that it has sent", async () => {
  const { url, lines } = await aShop(lookAtNothing);
  const headers = {
    "content-type": "application/json",
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  };
  const body = JSON.stringify({ name: 'Ada "the first"', sacks: 2 });
  expect((await fetch(`${url}/purchases`, { method: "POST", headers, body })).status).toBe(500);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    msg: "A request failed.",
    service: "shop",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    method: "POST",
    path: "/purchases",
    err: { type: "Error", message: 'Cannot sell {"name":"***","sacks":2} to ***' },
  });
  expect(lines[0]).not.toContain("Ada");
});
