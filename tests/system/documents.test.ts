// What the platform says about itself, and that it is true: every door that it names is there.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Route } from "#platform/declare/route.ts";
import { businessEvents } from "#platform/derive/graph.ts";
import { services } from "#services/all.ts";
import { isProblem, type ProblemBody } from "../kit/client.ts";
import { doors, pathOf } from "../kit/doors.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";

const platform = await startPlatform();
const { client, administrator } = new Shop(platform);
const declarations = services.map(({ declaration }) => declaration);

describe("The documents", () => {
  it("describe every event in AsyncAPI 3.0", async () => {
    const { status, body } = await client.get<{ asyncapi: string; channels: Record<string, unknown> }>(
      "/asyncapi.json",
    );
    expect([status, body.asyncapi]).toEqual([200, expect.stringMatching(/^3\.0\./)]);
    expect(Object.keys(body.channels)).toEqual(
      expect.arrayContaining(businessEvents(declarations).map(({ name }) => name)),
    );
  });

  it("describe every route in OpenAPI 3.1", async () => {
    const { status, body } = await client.get<{ openapi: string; paths: Record<string, object> }>("/openapi.json");
    expect([status, body.openapi]).toEqual([200, expect.stringMatching(/^3\.1\./)]);
    for (const { method, path } of doors()) {
      const described = body.paths[path.replaceAll(/:(\w+)/g, "{$1}")] ?? {};
      expect(described, `${method} ${path}`).toHaveProperty(method.toLowerCase());
    }
  });

  it("show who tells whom, as data and as a diagram", async () => {
    const { body } = await client.get<{ services: { name: string }[]; edges: object[] }>("/topology");
    expect(body.services.map(({ name }) => name)).toEqual(declarations.map(({ name }) => name));
    expect(body.edges).toContainEqual({ event: "OrderCreated", from: "order", to: "inventory" });
    const { headers, body: diagram } = await client.get<string>("/topology?format=mermaid");
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(diagram).toMatch(/^(flowchart|graph) /m);
  });

  it("list the services and whether they run", async () => {
    const { body } = await client.get("/services");
    expect(body).toEqual({ services: declarations.map(({ name }) => ({ name, state: "running" })) });
  });

  it.each(["/", "/operations"])("have a page for people at %s", async (path) => {
    const { status, headers, body } = await client.get<string>(path);
    expect([status, headers.get("content-type")]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    expect(body).toMatch(/^<!doctype html>/i);
  });
});

describe("The doors", () => {
  const titled = doors().map((route) => [`${route.method} ${route.path}`, route] as const);

  it.each(titled)("%s is there", async (_, route) => {
    const answer = await knock(route);
    expect(answer.code).not.toBe("not-found");
    expect(answer.code).not.toBe("method-not-allowed");
    // Some things can be done in a cluster only.
    if (answer.code !== "not-supported-here") expect(answer.status).toBeLessThan(500);
  });

  it.each(titled.filter(([, { administrator: isProtected }]) => isProtected))(
    "%s is for the administrator",
    async (_, route) => {
      const { status, body } = await client.send<ProblemBody>(route.method, pathOf(route));
      expect([status, body.code]).toEqual([401, "administrator-only"]);
    },
  );

  it.each(
    titled.filter(([, { method, reply, produces }]) => method === "GET" && reply && produces === "application/json"),
  )("%s replies as it declares", async (_, route) => {
    const { status, body } = await administrator.get(pathOf(route));
    if (status === 200) expect(z.safeParse(route.reply as z.ZodType, body).error).toBeUndefined();
    else expect(status).toBe(route.path.includes(":") || route.path === "/notifications" ? 404 : 200);
  });

  it("answers another path with 404, and another method with 405 and Allow", async () => {
    expect(await client.get("/nowhere")).toMatchObject({ status: 404, body: { code: "not-found" } });
    const { status, headers, body } = await client.send("DELETE", "/orders");
    expect([status, headers.get("allow")]).toEqual([405, "POST"]);
    expect(body).toMatchObject({ code: "method-not-allowed" });
  });
});

/** Streams are not read to their end, which never comes. */
async function knock(route: Route): Promise<{ status: number; code: string | undefined }> {
  const abort = new AbortController();
  const headers = { ...administrator.headers, "content-type": "application/json" };
  const init = { method: route.method, headers, signal: abort.signal, ...(route.body && { body: "{}" }) };
  const response = await fetch(platform.url + pathOf(route), init);
  const isRefused = isProblem(response.headers.get("content-type"));
  const code = isRefused ? ((await response.json()) as ProblemBody).code : undefined;
  if (!isRefused) abort.abort();
  return { status: response.status, code };
}
