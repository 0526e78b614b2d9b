// Documents about the whole system, each derived when it is first asked for and kept: declarations do not change while a process runs.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { asyncapi } from "#platform/derive/asyncapi.ts";
import { mermaid } from "#platform/derive/mermaid.ts";
import { openapi } from "#platform/derive/openapi.ts";
import { topology } from "#platform/derive/topology.ts";
import type { Documents } from "./ports.ts";

function once<T>(derive: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: derive() };
    return kept.value;
  };
}

export const documentsOf = (declarations: readonly ServiceDeclaration[]): Documents => ({
  topology: once(() => topology(declarations)),
  mermaid: once(() => mermaid(declarations)),
  asyncapi: once(() => asyncapi(declarations)),
  openapi: once(() => openapi(declarations)),
});
