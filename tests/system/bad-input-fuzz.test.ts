// Random input, by the hundred: nothing that can be sent makes the platform fail, and what it accepts is what its schema allows.
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import type { Route } from "#platform/declare/route.ts";
import { doors, pathOf } from "../kit/doors.ts";
import { anOrder } from "../kit/orders.ts";
import { startPlatform, untilIdle } from "../kit/platform.ts";
import { sendRaw } from "../kit/raw.ts";
import { Shop } from "../kit/shop.ts";

const failures: object[] = [];
const log = { info: () => {}, warn: () => {}, error: (fields: object) => void failures.push(fields) };
const platform = await startPlatform({ log });
const shop = new Shop(platform);
const authorization = `Bearer ${platform.administratorToken}`;
afterAll(() => expect(failures).toEqual([]));

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    0,
    -1,
    1.5,
    1e21,
    true,
    [],
    {},
    "__proto__",
    "\u0000",
    "\ud800",
    "tok_ok",
    "SKU-1",
    "9".repeat(400),
  ),
  fc.string({ unit: "binary" }),
  fc.jsonValue(),
);
const name = fc.oneof(
  fc.constantFrom("sku", "quantity", "userId", "items", "__proto__", "constructor", "price", "status"),
  fc.string(),
);
/** An accepted order, in which one thing has been changed, added or left out. */
const almostOrder = fc
  .tuple(fc.constantFrom("user", "email", "line", "token", "address", "more", "none"), name, strange)
  .map(([part, key, value]) => {
    const order = anOrder();
    switch (part) {
      case "user":
        return { ...order, userId: value };
      case "email":
        return { ...order, customerEmail: value };
      case "line":
        return { ...order, items: [{ ...order.items[0], [key]: value }] };
      case "token":
        return { ...order, paymentToken: value };
      case "address":
        return { ...order, shippingAddress: { ...order.shippingAddress, [key]: value } };
      case "more":
        return { ...order, [key]: value };
      case "none":
        return order;
    }
  });
const post = doors().find(({ path }) => path === "/orders") as Route;
const withBody = doors().filter(({ body }) => body);
const withParameters = doors().filter(({ path, method }) => path.includes(":") && method === "GET");

const send = (route: Route, body: string | Buffer, path = pathOf(route)) =>
  sendRaw(platform.url, route.method, path, {
    headers: { "content-type": "application/json", authorization },
    chunks: route.body ? [body] : [],
  });

it("accepts an order exactly when its schema does", async () => {
  const before = (await shop.summary()).ordersCreated;
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(almostOrder, async (order) => {
      const body = JSON.stringify(order);
      const isValid = post.body?.safeParse(JSON.parse(body)).success;
      const { status, problem } = await send(post, body);
      expect([status, problem?.code]).toEqual(isValid ? [202, undefined] : [422, "request-invalid"]);
      if (isValid) accepted++;
    }),
    { numRuns: 300 },
  );
  await untilIdle(platform);
  expect((await shop.summary()).ordersCreated).toBe(before + accepted);
});

it("answers any JSON at any door with a success or a problem of the client's", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...withBody), fc.json({ maxDepth: 4 }), async (route, body) => {
      const { status, problem } = await send(route, body);
      expect(status).toBeLessThan(500);
      expect(status >= 400).toBe(problem !== undefined);
    }),
    { numRuns: 200 },
  );
});

it("answers any bytes with 400, 415 or 422", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...withBody),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      async (route, bytes) => {
        const { status, problem } = await send(route, Buffer.from(bytes));
        expect([400, 415, 422]).toContain(status);
        expect(problem?.status).toBe(status);
      },
    ),
    { numRuns: 150 },
  );
});

it("answers any id in any path, as it is or escaped", async () => {
  const id = fc.oneof(
    fc.string({ unit: "binary" }).map((text) => encodeURIComponent(text)),
    fc.stringMatching(/^[!-.0->@-~]{1,40}$/),
    fc.constantFrom("__proto__", "constructor", "%", "%0", "%00", "%2e%2e", ".", "..", "~", "%ff%fe"),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...withParameters), id, async (route, text) => {
      const { status, problem } = await send(
        route,
        "",
        route.path.replaceAll(/:\w+/g, () => text),
      );
      expect(status).toBeLessThan(500);
      expect(status >= 400).toBe(problem !== undefined);
    }),
    { numRuns: 200 },
  );
});
