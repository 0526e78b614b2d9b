import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openapi } from "./openapi.ts";
import { smallShop } from "./small-shop.ts";

const document = openapi(smallShop);
const operation = (path: string, method: string) => document.paths[path]?.[method];

test("the document is valid OpenAPI", async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test("a route shows its body, reply and problems", () => {
  const ask = operation("/wishes", "post");
  expect(ask).toMatchObject({ operationId: "desk.ask", tags: ["desk"], requestBody: { required: true } });
  expect(ask).toHaveProperty(["requestBody", "content", "application/json", "schema", "required"], ["email"]);
  expect(ask).toHaveProperty(["responses", "202", "content", "application/json", "schema", "properties", "id"]);
  for (const status of ["400", "409", "413", "415", "422", "503", "default"])
    expect(ask).toHaveProperty(["responses", status, "$ref"], "#/components/responses/Problem");
});

test("an idempotent route takes an Idempotency-Key", () => {
  expect(operation("/wishes", "post")).toMatchObject({ parameters: [{ name: "Idempotency-Key", in: "header" }] });
});

test("parameters of path and query are shown", () => {
  expect(operation("/wishes/{id}", "get")).toMatchObject({
    parameters: [
      { name: "id", in: "path", required: true },
      { name: "deep", in: "query", required: false },
    ],
  });
});

test("an administrator's route needs the bearer token", () => {
  expect(operation("/things/{name}", "post")).toMatchObject({ security: [{ administrator: [] }] });
  expect(operation("/things/{name}", "post")).toHaveProperty("responses.401");
  expect(operation("/wishes", "post")).not.toHaveProperty("security");
});

test("a stream and a page say what they produce", () => {
  expect(operation("/events", "get")).toHaveProperty(["responses", "200", "content", "text/event-stream"]);
  expect(operation("/events", "get")).toMatchObject({ parameters: [{ name: "Last-Event-ID", in: "header" }] });
  expect(operation("/watch", "get")).toHaveProperty(["responses", "200", "content", "text/html"]);
});

test("the platform's own doors are shown", () => {
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(["/health/live", "/health/ready", "/metrics"]));
});
