import type { Answers } from "#platform/declare/implementation.ts";
import type { operations } from "../service.ts";

export const getTopology: Answers<typeof operations, "getTopology"> = async ({ query }, { ports }) =>
  query.format === "mermaid"
    ? { headers: { "content-type": "text/plain; charset=utf-8" }, body: ports.documents.mermaid() }
    : { body: ports.documents.topology() };
