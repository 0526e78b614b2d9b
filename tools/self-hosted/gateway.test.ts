import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { converse, get, post } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { createGateway, ownersOf } from "./gateway.ts";
import { ownDoors } from "./own-doors.ts";

const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}
const answering: RequestListener = (incoming, response) => {
  if (incoming.url === "/tales/stream") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: one\n\n");
    return;
  }
  let body = "";
  incoming.on("data", (data) => {
    body += data;
  });
  incoming.on("end", () => {
    response.writeHead(201, { "content-type": "application/json", location: "/tales/1" });
    response.end(JSON.stringify({ method: incoming.method, url: incoming.url, body, who: incoming.headers["x-who"] }));
  });
};
const teller = defineService({
  name: "teller",
  summary: "Tells.",
  routes: {
    tell: post("/tales", { summary: "Tells one." }),
    stream: converse("/tales/stream", { summary: "All.", produces: "text/event-stream" }),
  },
});
const sleeper = defineService({
  name: "sleeper",
  summary: "Sleeps.",
  routes: { dream: get("/dreams/:id", { summary: "One dream." }) },
});
const declarations = [teller, sleeper];
const ports: Record<string, number> = { teller: await listening(createServer(answering)), sleeper: 1 };
const switched: string[] = [];
const own = ownDoors({
  fleet: {
    list: () => declarations.map(({ name }) => ({ name, state: "running" })),
    stop: async (name) => void switched.push(`stop ${name}`),
    start: async (name) => void switched.push(`start ${name}`),
  },
  administratorToken: "secret",
  urls: () => [],
});
const gateway = createGateway({ declarations, portOf: (name) => ports[name] ?? 0, own });
const url = `http://127.0.0.1:${await listening(gateway)}`;

test("the first segment of a path names its service", () => {
  expect([...ownersOf(declarations)]).toEqual([
    ["tales", "teller"],
    ["dreams", "sleeper"],
  ]);
});

test("a service's books are its own, whoever owns the segment", async () => {
  for (const book of ["records/tale?limit=1", "journal", "tally"]) {
    const response = await fetch(`${url}/services/teller/${book}`);
    expect(await response.json()).toMatchObject({ url: `/services/teller/${book}` });
  }
  expect((await fetch(`${url}/services/nobody/tally`)).status).toBe(404);
  expect((await fetch(`${url}/services/teller/journals`)).status).toBe(404);
});

test("a request and its answer pass as they are", async () => {
  const response = await fetch(`${url}/tales?long=1`, { method: "POST", body: "once", headers: { "x-who": "ada" } });
  expect(response.status).toBe(201);
  expect(response.headers.get("location")).toBe("/tales/1");
  expect(await response.json()).toEqual({ method: "POST", url: "/tales?long=1", body: "once", who: "ada" });
});

test("a stream comes as it is written, and does not wait for its end", async () => {
  const leaving = new AbortController();
  const response = await fetch(`${url}/tales/stream`, { signal: leaving.signal });
  const { value } = (await response.body?.getReader().read()) ?? {};
  expect(new TextDecoder().decode(value)).toBe("data: one\n\n");
  leaving.abort();
});

test("a service that is away is a 503 that says when to ask again", async () => {
  const response = await fetch(`${url}/dreams/1`);
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("1");
  expect(await response.json()).toMatchObject({ code: "service-stopped", service: "sleeper" });
});

test("a path of nobody is a 404", async () => {
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
});

test("health is the gateway's own", async () => {
  expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: "ready" });
});

test("services are stopped and started by the administrator only", async () => {
  expect((await fetch(`${url}/services/teller/stop`, { method: "POST" })).status).toBe(401);
  const headers = { authorization: "Bearer secret" };
  expect((await fetch(`${url}/services/nobody/stop`, { method: "POST", headers })).status).toBe(404);
  expect(await (await fetch(`${url}/services/teller/stop`, { method: "POST", headers })).json()).toEqual({
    name: "teller",
    state: "stopped",
  });
  expect(switched).toEqual(["stop teller"]);
});
