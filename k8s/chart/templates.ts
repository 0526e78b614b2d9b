// The chart's templates: one file for each part, in which what brokers and choices have in common stands once.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { manifestsOf } from "../manifests.ts";
import { GRAFANA } from "../observability/policies.ts";
import { Choice, merge, type Tree } from "./choice.ts";
import { MARKS, markedRelease, type Variant } from "./marked-release.ts";
import { conditional, conditionOf, templateOf } from "./template-text.ts";
import { type Defaults, withValues } from "./values-in-objects.ts";

interface Dimension {
  readonly conditions: readonly string[];
  readonly cases: readonly Partial<Variant>[];
}
const eitherWay = (condition: string, field: keyof Variant): Dimension => ({
  conditions: [condition, ""],
  cases: [{ [field]: true }, { [field]: false }],
});
const DIMENSIONS: readonly Dimension[] = [
  {
    conditions: BROKERS.map((broker) => `eq .Values.broker "${broker}"`),
    cases: BROKERS.map((broker) => ({ broker })),
  },
  eitherWay(".Values.existingBroker.host", "hasBroker"),
  eitherWay(".Values.existingStore.host", "hasStore"),
  eitherWay(".Values.faults.enabled", "faults"),
  eitherWay(".Values.existingCollector.host", "hasCollector"),
  eitherWay(".Values.existingMail.secret", "hasMail"),
  eitherWay(".Values.observability.enabled", "observed"),
];

type ObjectOf = (variant: Variant) => Tree | undefined;

/** One object for all variants: outer conditions first. */
function mergedOver(
  dimensions: readonly Dimension[],
  objectOf: ObjectOf,
  chosen: Partial<Variant> = {},
): Tree | undefined {
  const [dimension, ...rest] = dimensions;
  if (!dimension) return objectOf(chosen as Variant);
  const trees = dimension.cases.map((choice) => mergedOver(rest, objectOf, { ...chosen, ...choice }));
  return trees.every((tree) => tree === undefined) ? undefined : merge(dimension.conditions, trees);
}

interface Found {
  readonly part: string;
  readonly of: Map<string, Tree>;
}
const keyOf = ({ broker, hasBroker, hasStore, faults, hasCollector, hasMail, observed }: Variant): string =>
  JSON.stringify([broker, hasBroker, hasStore, faults, hasCollector, hasMail, observed]);
/** Parts that are wanted for themselves -> the condition. */
const WANTED: Readonly<Record<string, string>> = { [GRAFANA]: ".Values.observability.grafana.enabled" };

function everyVariant(dimensions: readonly Dimension[] = DIMENSIONS): readonly Variant[] {
  const [dimension, ...rest] = dimensions;
  if (!dimension) return [{} as Variant];
  return dimension.cases.flatMap((choice) => everyVariant(rest).map((others) => ({ ...others, ...choice })));
}

/** Path below templates/ -> text. */
export function templatesOf(
  declarations: readonly ServiceDeclaration[],
  defaults: Defaults,
): ReadonlyMap<string, string> {
  const services = new Set(declarations.map(({ name }) => name));
  const found = new Map<string, Found>();
  for (const variant of everyVariant())
    for (const { file, objects } of manifestsOf(markedRelease(declarations, variant)))
      for (const object of objects.filter(({ kind }) => kind !== "Namespace")) {
        const part = file.replace(/^\d-(.*)\.yaml$/, "$1");
        const name = `${part} ${object.kind} ${object.metadata.name}`;
        const { of } = found.get(name) ?? { of: new Map<string, Tree>() };
        const tree = withValues(object, defaults, declarations);
        const condition = WANTED[part];
        of.set(keyOf(variant), condition ? new Choice([condition, ""], [tree, undefined]) : tree);
        found.set(name, { part, of });
      }
  const files = new Map<string, Guarded[]>();
  for (const { part, of } of found.values()) {
    const tree = mergedOver(DIMENSIONS, (variant) => of.get(keyOf(variant)));
    if (tree === undefined) continue;
    const path = services.has(part) ? `services/${part}.yaml` : `${part}${onlyBroker(of)}.yaml`;
    files.set(path, [...(files.get(path) ?? []), guarded(tree)]);
  }
  return new Map([...files].map(([path, objects]) => [path, textOf(objects)]));
}

/** What only one broker needs is in a file of its own. */
function onlyBroker(of: ReadonlyMap<string, Tree>): string {
  const brokers = new Set([...of.keys()].map((key) => (JSON.parse(key) as [string])[0]));
  return brokers.size === 1 ? `-${[...brokers].join()}` : "";
}

/** An object, and what must be so that it is there at all. */
interface Guarded {
  readonly guards: readonly string[];
  readonly tree: Tree;
}

function guarded(tree: Tree, guards: readonly string[] = []): Guarded {
  if (!(tree instanceof Choice)) return { guards, tree };
  const [only, ...others] = tree.values.flatMap((value, at) =>
    value === undefined ? [] : [{ value, guard: conditionOf(tree.conditions, at) }],
  );
  return only && others.length === 0 ? guarded(only.value, [...guards, only.guard]) : { guards, tree };
}

/** Neighbours with the same guards share them. */
function textOf(objects: readonly Guarded[]): string {
  const guardOf = (at: number): string => (objects[at]?.guards ?? []).map((guard) => `(${guard})`).join(" ");
  return objects
    .map(({ guards, tree }, at) => {
      const guard = guardOf(at);
      const condition = guards.length > 1 ? `and ${guard}` : guards.join("");
      const before = guard !== "" && guard !== guardOf(at - 1) ? `{{- if ${condition} }}\n` : "";
      const after = guard !== "" && guard !== guardOf(at + 1) ? "{{- end }}\n" : "";
      return `${before}${documentOf(tree)}${after}`;
    })
    .join("");
}

function documentOf(tree: Tree): string {
  if (tree instanceof Choice)
    return `${conditional(tree, (object) => documentOf(object).trimEnd().split("\n")).join("\n")}\n`;
  return `---\n${templateOf(tree, MARKS)}`;
}
