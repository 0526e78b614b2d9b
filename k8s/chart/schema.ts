// values.schema.json: what may stand in the values, so that a slip of the hand is refused by name and not installed.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { LIMIT_VARIABLES } from "#platform/runtime/limits.ts";
import { choosable } from "../parts/choosable.ts";
import { PROFILES } from "../release.ts";
import type { Values } from "./values.ts";

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  additionalProperties: false,
  properties,
});
const each = (value: object, schemaOfEntry: (entry: never) => Schema): Schema =>
  object(Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, schemaOfEntry(entry as never)])));

const text: Schema = { type: "string" };
const nonEmpty: Schema = { type: "string", minLength: 1 };
const port: Schema = { type: "integer", minimum: 1, maximum: 65_535 };
const quantity: Schema = { type: ["string", "number"], pattern: "^[0-9]+(\\.[0-9]+)?(m|k|M|G|Ki|Mi|Gi)?$" };
const amounts: Schema = { type: "object", additionalProperties: quantity };
const resources: Schema = object({ requests: amounts, limits: amounts });
const count: Schema = { type: ["string", "integer"], pattern: "^[0-9]+$" };
const enabled: Schema = { type: "boolean" };
const share: Schema = { type: ["string", "number"], pattern: "^(0(\\.[0-9]+)?|1(\\.0+)?)$", minimum: 0, maximum: 1 };
const list: Schema = { type: "array", items: { type: "object" } };

const memory: Schema = { type: "string", pattern: "^[1-9][0-9]*[MG]i$" };

const server = (sizes: { readonly disk?: string; readonly memory?: string }): Schema =>
  object({
    image: nonEmpty,
    resources,
    ...(sizes.disk === undefined ? {} : { disk: quantity }),
    ...(sizes.memory === undefined ? {} : { memory }),
  });

/** As the services themselves read it; the rest they say when they start. */
const UNITS: Readonly<Record<string, Schema>> = {
  duration: { type: "string", pattern: "^[1-9][0-9]*(ms|s|m|h|d)$" },
  count: { type: ["string", "integer"], pattern: "^[1-9][0-9]*$", minimum: 1 },
  countFromZero: { type: ["string", "integer"], pattern: "^[0-9]+$", minimum: 0 },
  percent: { type: ["string", "integer"], pattern: "^([1-9][0-9]?|100)$", minimum: 1, maximum: 100 },
};
const setting = (name: string): Schema => {
  const limit = Object.entries(LIMIT_VARIABLES).find(([variable]) => variable === name);
  return (limit && UNITS[limit[1].unit]) || { type: ["string", "integer"], minLength: 1 };
};

interface ServiceValues {
  readonly replicas?: { readonly min: number };
}
/** Who always runs cannot be let sleep: nobody would wake it. */
const service = ({ replicas }: ServiceValues): Schema =>
  object({
    resources,
    ...(replicas && {
      replicas: object({
        min: { type: "integer", minimum: Math.min(1, replicas.min) },
        max: { type: "integer", minimum: 1 },
      }),
    }),
  });

export function schemaOf(values: Values, declarations: readonly ServiceDeclaration[]): Schema {
  const objects = values as Record<string, object>;
  const of = (name: string): object => objects[name] ?? {};
  const properties: Readonly<Record<string, Schema>> = {
    global: { type: "object" },
    broker: { enum: BROKERS },
    profile: { enum: Object.keys(PROFILES) },
    image: object({ registry: nonEmpty, tag: nonEmpty, pullSecrets: list }),
    ingress: object({
      className: nonEmpty,
      host: text,
      annotations: { type: "object", additionalProperties: text },
      tls: list,
    }),
    faults: object({ enabled }),
    settings: object(Object.fromEntries(choosable(declarations).map((name) => [name, setting(name)]))),
    examples: each(of("examples"), () => count),
    secrets: object({ create: enabled }),
    existingStore: object({ host: text, port, user: nonEmpty, secret: text }),
    existingBroker: object({ host: text, port: { ...port, minimum: 0 }, secret: text }),
    existingMail: object({ secret: text, port }),
    existingCollector: object({ host: text, port }),
    observability: object({
      enabled,
      sampled: share,
      grafana: object({ enabled }),
      brokerExporter: text,
      mail: each({ server: "", from: "", to: "" }, () => nonEmpty),
    }),
    namespaces: each(of("namespaces"), () => nonEmpty),
    notes: object({ lookIntoCluster: { type: "boolean" } }),
    storageClass: text,
    servers: each(of("servers"), server),
    resources: each(of("resources"), () => resources),
    services: each(of("services"), service),
  };
  const unknown = Object.keys(values).filter((name) => !(name in properties));
  if (unknown.length > 0) throw new Error(`values.schema.json says nothing about ${unknown.join(", ")}.`);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Values of the chart millrace",
    ...object(properties),
  };
}
