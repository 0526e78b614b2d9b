// Whatever is sent, the answer is a problem document that says what is wrong, and nothing is stored.
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS } from "#contracts/problems.ts";
import { doors, pathOf } from "../kit/doors.ts";
import { anOrder } from "../kit/orders.ts";
import { startPlatform, untilIdle } from "../kit/platform.ts";
import { type RawAnswer, sendRaw } from "../kit/raw.ts";
import { Shop } from "../kit/shop.ts";
import { everythingStored } from "../kit/stored.ts";

const failures: object[] = [];
const log = { info: () => {}, warn: () => {}, error: (fields: object) => void failures.push(fields) };
const platform = await startPlatform({ log });
const shop = new Shop(platform);
const authorization = `Bearer ${platform.administratorToken}`;
const JSON_TYPE = { "content-type": "application/json" };

let before: unknown;
beforeAll(async () => {
  await shop.complete();
  await untilIdle(platform);
  before = everythingStored(platform);
});
afterEach(async () => {
  await untilIdle(platform);
  expect(everythingStored(platform)).toEqual(before);
});
afterAll(() => expect(failures).toEqual([]));

function expectProblem({ status, problem }: RawAnswer, ...statuses: readonly number[]): void {
  expect(statuses).toContain(status);
  const { code = "", type, ...rest } = problem ?? { type: "" };
  expect(Object.keys(PROBLEMS)).toContain(code);
  expect(type).toBe(`https://millrace.dev/problems/${code}`);
  expect(rest).toMatchObject({ status, title: expect.any(String) });
}

const MALFORMED: Readonly<Record<string, string | Buffer>> = {
  "a torn-off object": '{"quantity":',
  "a torn-off array": "[1,",
  "no JSON at all": "hello",
  "JavaScript instead of JSON": "{quantity: 1}",
  "two values": "{}{}",
  "a trailing comma": '{"quantity":1,}',
  "NUL bytes": "\0\0\0",
  "a NUL byte within": '{"quantity"\0:1}',
  "bytes that are no UTF-8": Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  NaN: '{"quantity":NaN}',
};
const UNFIT: Readonly<Record<string, string>> = {
  "nothing in it": "{}",
  null: "null",
  "a text": '"order"',
  "a number": "1e400",
  "a truth": "true",
  "an array": "[{}]",
  "prototype keys": '{"__proto__":{"quantity":1,"status":"COMPLETED"}}',
  "constructor keys": '{"constructor":{"prototype":{"isAdministrator":true}}}',
  "huge numbers everywhere": '{"quantity":1e400,"unitPrice":9e99,"since":-1e400}',
  "unknown fields": '{"quantity":1,"name":"x","unitPrice":1,"email":"a@b.example","price":1,"status":"COMPLETED"}',
  "deep arrays": `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  "deep objects": `${'{"a":'.repeat(8_000)}1${"}".repeat(8_000)}`,
};
const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  {},
  { "content-type": "text/plain" },
  { "content-type": "application/x-www-form-urlencoded" },
  { "content-type": "multipart/form-data; boundary=x" },
  { "content-type": "application/jsonp" },
  { "content-type": "application/json; charset=koi8-r" },
  { ...JSON_TYPE, "content-encoding": "compress" },
];

describe.each(doors().filter(({ body }) => body))("$method $path", (route) => {
  const send = (chunks: readonly (string | Buffer)[], headers: object = JSON_TYPE) =>
    sendRaw(platform.url, route.method, pathOf(route), { headers: { ...headers, authorization }, chunks });

  it.each(Object.entries(MALFORMED))("refuses a body with %s", async (_, body) => {
    expectProblem(await send([body]), 400, 422);
  });

  it.each(Object.entries(UNFIT))("refuses a body with %s", async (_, body) => {
    const answer = await send([body]);
    expectProblem(answer, 422);
    expect(answer.problem?.errors?.length).toBeGreaterThan(0);
  });

  it("refuses other content types and encodings", async () => {
    for (const headers of FOREIGN) expectProblem(await send(["{}"], headers), 415);
  });

  it("refuses a request without a body", async () => {
    expectProblem(await send([]), 400, 422);
    expectProblem(await send([], {}), 400, 415);
  });

  it.each([65, 1_024])("refuses a body of %d KB, with a length and without", async (size) => {
    const body = JSON.stringify({ name: "x".repeat(size * 1_024) });
    expectProblem(await send([body], { ...JSON_TYPE, "content-length": Buffer.byteLength(body) }), 413);
    expectProblem(await send([body.slice(0, 60_000), body.slice(60_000)]), 413);
  });

  it("refuses what is small only while it is packed, and what is packed badly", async () => {
    const packed = { ...JSON_TYPE, "content-encoding": "gzip" };
    expectProblem(await send([gzipSync(JSON.stringify({ name: "x".repeat(10_000_000) }))], packed), 413);
    expectProblem(await send(["this is not gzip"], packed), 400);
  });
});

describe("POST /orders", () => {
  const order = anOrder();
  const address = order.shippingAddress;
  const lines = (...items: object[]) => ({ ...order, items });
  const line = (change: object) => lines({ sku: "SKU-1", quantity: 1, ...change });

  it.each<[string, object, string]>([
    ["no lines", lines(), "items"],
    [
      "more than 100 lines",
      lines(...Array.from({ length: 101 }, (_, at) => ({ sku: `SKU-${at}`, quantity: 1 }))),
      "items",
    ],
    ["lines that are an object", { ...order, items: { 0: { sku: "SKU-1", quantity: 1 } } }, "items"],
    ["the same SKU twice", lines({ sku: "SKU-1", quantity: 1 }, { sku: "SKU-1", quantity: 2 }), "items.1.sku"],
    ...[0, -1, 1_001, 1.5, "2", null, true, [1], 1e21, Number.MAX_SAFE_INTEGER].map(
      (quantity): [string, object, string] => [
        `quantity ${JSON.stringify(quantity)}`,
        line({ quantity }),
        "items.0.quantity",
      ],
    ),
    ["a price of the customer's own", line({ unitPrice: 1 }), "items.0.unitPrice"],
    ["an empty SKU", line({ sku: "" }), "items.0.sku"],
    ["a SKU that is too long", line({ sku: "S".repeat(65) }), "items.0.sku"],
    ["a NUL byte in a SKU", line({ sku: "SKU\u0000" }), "items.0.sku"],
    ["a slash in a SKU", line({ sku: "SKU/../1" }), "items.0.sku"],
    ["a SKU named like a prototype", line({ sku: "__proto__" }), "items.0.sku"],
    ["half a character in a SKU", line({ sku: "SKU\ud800" }), "items.0.sku"],
    ["no user", { ...order, userId: undefined }, "userId"],
    ["a user that is a number", { ...order, userId: 5678 }, "userId"],
    ["a user with a line break", { ...order, userId: "user\n5678" }, "userId"],
    ...[
      "ada",
      "ada@",
      "@example.com",
      "a@b",
      "a b@example.com",
      "ada@example.com\r\nbcc: x@y.example",
      "a@x.example,b@x.example",
      "",
    ].map((customerEmail): [string, object, string] => [
      `the e-mail ${JSON.stringify(customerEmail)}`,
      { ...order, customerEmail },
      "customerEmail",
    ]),
    ["an e-mail that is too long", { ...order, customerEmail: `${"a".repeat(250)}@example.com` }, "customerEmail"],
    ["a card number instead of a token", { ...order, paymentToken: "4111111111111111" }, "paymentToken"],
    ["a status", { ...order, status: "COMPLETED" }, "status"],
    ["a total", { ...order, total: 1 }, "total"],
    ["an order id", { ...order, orderId: "0192f0c1-2345-7000-8000-000000000000" }, "orderId"],
    ["half an address", { ...order, shippingAddress: { name: "Ada" } }, "shippingAddress.line1"],
    [
      "a country that is none",
      { ...order, shippingAddress: { ...address, country: "Germany" } },
      "shippingAddress.country",
    ],
    [
      "a NUL byte in an address",
      { ...order, shippingAddress: { ...address, city: "Ber\u0000lin" } },
      "shippingAddress.city",
    ],
    [
      "half a character in an address",
      { ...order, shippingAddress: { ...address, name: "Ada \udc00" } },
      "shippingAddress.name",
    ],
    [
      "an address without end",
      { ...order, shippingAddress: { ...address, line1: "x".repeat(201) } },
      "shippingAddress.line1",
    ],
    [
      "an unknown field in an address",
      { ...order, shippingAddress: { ...address, free: true } },
      "shippingAddress.free",
    ],
  ])("refuses %s and names the field", async (_, body, field) => {
    const answer = await sendRaw(platform.url, "POST", "/orders", {
      headers: JSON_TYPE,
      chunks: [JSON.stringify(body)],
    });
    expectProblem(answer, 422);
    expect(answer.problem?.errors?.map((error) => error.field)).toContain(field);
  });

  it.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
    "is not impressed by a field named %s",
    async (key) => {
      const body = `{"${key}":{"polluted":true},${JSON.stringify(order).slice(1)}`;
      expectProblem(await sendRaw(platform.url, "POST", "/orders", { headers: JSON_TYPE, chunks: [body] }), 422);
      expect("polluted" in {}).toBe(false);
    },
  );

  it("names at most twenty fields", async () => {
    const body = lines(...Array.from({ length: 100 }, () => ({ sku: "", quantity: 0, extra: 1 })));
    const { problem } = await sendRaw(platform.url, "POST", "/orders", {
      headers: JSON_TYPE,
      chunks: [JSON.stringify(body)],
    });
    expect(problem?.errors).toHaveLength(20);
  });
});

describe("Paths and queries", () => {
  const long = "x".repeat(8_000);
  const words = (text: string): string[] => text.trim().split(/\s+/);
  const bad: Readonly<Record<number, readonly string[]>> = {
    400: words("/orders/%E0%A4%A /orders/% /inventory/%zz /baskets/%C0%AF /products/%ff"),
    404: words(`
      /orders/%00 /orders/..%2f..%2fetc%2fpasswd /orders/${long} /orders/__proto__ /users/toString /payments/%00
      /inventory/SKU%001 /inventory/constructor /products/__proto__ /products/${long} /shipments/x
      /timelines/__proto__ //orders /orders// /../orders/x /.well-known/../orders`),
    422: words(`
      /baskets/%00 /baskets/__proto__ /baskets/${long} /order-history/a%20b /order-history/${long}
      /notifications /notifications?orderId=1 /notifications?orderId=x&orderId=y /topology?format=xml
      /products?limit=0 /products?limit=1e400 /products?limit=x /products?limit=101 /products?after=%00
      /inventory?sku= /inventory?sku=a%00 /inventory?${"sku=A&".repeat(101)} /analytics/popular-products?limit=-1
      /order-history/u?via=pigeon /order-history/u?via=events&timeout=0 /order-history/u?timeout=1e9`),
  };
  const cases = Object.entries(bad).flatMap(([status, paths]) =>
    paths.map((path) => ({ status: Number(status), path, title: path.slice(0, 50) })),
  );
  it.each(cases)("GET $title is answered with $status", async ({ path, status }) => {
    expectProblem(await sendRaw(platform.url, "GET", path), status);
  });

  it("takes nothing into a basket that cannot be named", async () => {
    const request = { headers: JSON_TYPE, chunks: ['{"quantity":1}'] };
    for (const path of [`/baskets/${long}/items/SKU-1`, "/baskets/u/items/%00", "/baskets/u/items/__proto__"])
      expectProblem(await sendRaw(platform.url, "PUT", path, request), 422);
  });

  it("refuses SKUs in an administrator's path too", async () => {
    const put = { headers: { ...JSON_TYPE, authorization }, chunks: ['{"name":"x","unitPrice":1}'] };
    const restock = { headers: { ...JSON_TYPE, authorization }, chunks: ['{"quantity":1}'] };
    for (const sku of ["%00", "a%2Fb", "__proto__", long]) {
      expectProblem(await sendRaw(platform.url, "PUT", `/products/${sku}`, put), 422);
      expectProblem(await sendRaw(platform.url, "POST", `/inventory/${sku}/restock`, restock), 422);
    }
  });

  it.each(["/orders/x/cancel", "/orders/%00/cancel", "/orders/0192f0c1-2345-7000-8000-000000000000/cancel"])(
    "POST %s is answered with 404",
    async (path) => {
      expectProblem(await sendRaw(platform.url, "POST", path), 404);
    },
  );
});
