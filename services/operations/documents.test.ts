import { expect, test } from "vitest";
import { documentsOf } from "./documents.ts";
import { operations } from "./service.ts";

test("each document is derived once", () => {
  const documents = documentsOf([operations]);
  expect(documents.openapi()).toBe(documents.openapi());
  expect(documents.topology()).toBe(documents.topology());
  expect(documents.asyncapi()).toBe(documents.asyncapi());
  expect(documents.mermaid()).toContain("flowchart");
});
