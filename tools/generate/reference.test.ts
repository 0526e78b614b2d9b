import { Parser } from "@asyncapi/parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, expect, test } from "vitest";
import { loadEvents, loadServices } from "./declarations.ts";
import type { GeneratedFile } from "./files.ts";
import { reference } from "./reference.ts";

const ERROR = 0;

let files: readonly GeneratedFile[];
beforeAll(async () => {
  files = reference(await loadEvents(), await loadServices());
});
const contentOf = (name: string) => files.find(({ path }) => path === `docs/reference/${name}`)?.content ?? "";

test("the AsyncAPI document of all services is valid", async () => {
  const { diagnostics } = await new Parser().parse(contentOf("asyncapi.json"));
  expect(diagnostics.filter(({ severity }: { severity: number }) => severity === ERROR)).toEqual([]);
});

test("the OpenAPI document of all services is valid", async () => {
  const { valid, errors } = await new Validator().validate(contentOf("openapi.json"));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test("every event and service has its section", async () => {
  for (const { event } of await loadEvents()) expect(contentOf("events.md")).toContain(`\n## ${event.name}\n`);
  for (const { folder } of await loadServices()) expect(contentOf("services.md")).toContain(`\n## [${folder}](`);
});
