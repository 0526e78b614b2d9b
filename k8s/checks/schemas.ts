// JSON Schemas for kubeconform: of Dapr's and KEDA's kinds from the committed CRDs, and of Kubernetes' own from a server's OpenAPI document.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

type Json = { readonly [key: string]: unknown };
interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Json } }[];
  };
}
interface OpenApi {
  readonly definitions: Readonly<Record<string, Json>>;
}

const CRDS = join(import.meta.dirname, "../crds");
/** As kubeconform fills it in. */
export const PATTERN = "{{.ResourceKind}}{{.KindSuffix}}.json";
const fileName = (group: string, kind: string, version: string) =>
  `${[kind, group.split(".")[0], version].filter(Boolean).join("-").toLowerCase()}.json`;

/** A field that the schema does not know is a fault, except where anything may stand. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const fields = Object.entries(schema).map(([key, value]) => [key, closed(value)] as const);
  const isOpen = "x-kubernetes-preserve-unknown-fields" in schema || "additionalProperties" in schema;
  const hasFields = "properties" in schema && typeof schema.properties === "object";
  return Object.fromEntries([...fields, ...(hasFields && !isOpen ? [["additionalProperties", false] as const] : [])]);
}

/** Every object has these, and a CRD does not say so. */
const asObject = (schema: Json): Json => ({
  ...schema,
  properties: {
    ...(schema["properties"] as Json),
    apiVersion: { type: "string" },
    kind: { type: "string" },
    metadata: { type: "object" },
  },
});

async function writeCrds(folder: string): Promise<void> {
  const files = (await readdir(CRDS, { recursive: true })).filter((file) => file.endsWith(".yaml"));
  for (const file of files)
    for (const document of parseAllDocuments(await readFile(join(CRDS, file), "utf8"))) {
      const { spec } = document.toJS() as Crd;
      for (const { name, schema } of spec.versions)
        await writeFile(
          join(folder, fileName(spec.group, spec.names.kind, name)),
          JSON.stringify(closed(asObject(schema.openAPIV3Schema))),
        );
    }
}

async function writeBuiltIn(folder: string, openApiFile: string, wanted: ReadonlySet<string>): Promise<void> {
  const { definitions } = JSON.parse(await readFile(openApiFile, "utf8")) as OpenApi;
  const quantity = { "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"] } };
  const intOrString = { "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: ["string", "integer"] } };
  const all = { ...(closed(definitions) as OpenApi["definitions"]), ...quantity, ...intOrString };
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = (definition["x-kubernetes-group-version-kind"] ?? []) as readonly Record<string, string>[];
    for (const { group = "", version = "", kind = "" } of kinds.filter((one) => wanted.has(one["kind"] ?? "")))
      await writeFile(
        join(folder, fileName(group, kind, version)),
        JSON.stringify({ $ref: `#/definitions/${name}`, definitions: all }),
      );
  }
}

interface OpenApiOf {
  /** What `kubectl get --raw /openapi/v2` prints. */
  readonly file: string;
  readonly kinds: ReadonlySet<string>;
}

export async function writeSchemas(folder: string, builtIn?: OpenApiOf): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeCrds(folder);
  if (builtIn) await writeBuiltIn(folder, builtIn.file, builtIn.kinds);
}
