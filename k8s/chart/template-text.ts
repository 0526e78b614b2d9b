// Trees as text of a Helm template: YAML with conditions between its lines, laid out for reading.
import { stringify } from "yaml";
import { Choice, Expression, isFields, isList, Repeated, type Scalar, type Tree } from "./choice.ts";

/** Expressions in place of what the constructs were told. */
export type Marks = ReadonlyMap<string, string>;
type Lines = readonly string[];
type Leaf = Scalar | Expression;

const isLeaf = (tree: Tree | undefined): tree is Leaf =>
  tree === null || typeof tree !== "object" || tree instanceof Expression;
const indented = (lines: Lines): Lines => lines.map((line) => (line === "" ? line : `  ${line}`));

export function templateOf(tree: Tree, marks: Marks): string {
  return `${linesOf(tree).join("\n")}\n`;

  function linesOf(node: Tree): Lines {
    if (isList(node)) return node.length === 0 ? ["[]"] : node.flatMap(itemOf);
    if (isFields(node)) {
      const fields = Object.entries(node);
      return fields.length === 0 ? ["{}"] : fields.flatMap(([key, value]) => fieldOf(scalar(key), value));
    }
    if (node instanceof Choice) return conditional(node, linesOf);
    if (node instanceof Repeated) throw new Error("Only a list's item can be repeated.");
    return [scalar(node)];
  }

  function itemOf(item: Tree): Lines {
    if (item instanceof Choice && item.isItems) return conditional(item, linesOf);
    if (item instanceof Repeated)
      return [`{{- range $name, $value := ${item.over} }}`, ...itemOf(item.item), "{{- end }}"];
    const [first = "", ...rest] = item instanceof Choice ? [inline(item)] : linesOf(item);
    return [`- ${first}`, ...indented(rest)];
  }

  function fieldOf(key: string, value: Tree): Lines {
    if (value instanceof Choice && value.values.includes(undefined))
      return conditional(value, (only) => fieldOf(key, only));
    if (typeof value === "string" && value.includes("\n"))
      return [
        `${key}: |${value.endsWith("\n") ? "" : "-"}`,
        ...indented(value.trimEnd().split("\n").map(plain).map(withMarks)),
      ];
    if (isLeaf(value)) return [`${key}: ${scalar(value)}`];
    if (value instanceof Choice && value.values.every(isLeaf)) return [`${key}: ${inline(value)}`];
    if (value instanceof Choice) return [`${key}:`, ...indented(conditional(value, linesOf))];
    const isEmpty = (isList(value) ? value : Object.keys(value)).length === 0;
    return isEmpty ? [`${key}: ${linesOf(value)[0]}`] : [`${key}:`, ...indented(linesOf(value))];
  }

  function scalar(value: Leaf): string {
    if (value instanceof Expression) return value.expression;
    if (typeof value === "number") return marks.get(String(value)) ?? String(value);
    if (typeof value !== "string") return String(value);
    if (withMarks(value) !== value) return withMarks(JSON.stringify(value));
    return stringify(plain(value), { lineWidth: 0, version: "1.1" }).trimEnd();
  }

  /** All of one kind, so they are quoted alike; what they begin with in common stands once. */
  function inline({ conditions, values }: Choice): string {
    const leaves = values.filter(isLeaf);
    const isText = leaves.some((value) => typeof value === "string");
    const texts = leaves.map((value) =>
      isText && typeof value === "string" ? withMarks(JSON.stringify(value).slice(1, -1)) : scalar(value),
    );
    const before = commonStart(texts);
    const chosen = texts.map((text, at) => `${opening(conditions, at)}${text.slice(before.length)}`).join("");
    const text = `${before}${chosen}{{ end }}`;
    return isText ? `"${text}"` : text;
  }

  function withMarks(text: string): string {
    let replaced = text;
    for (const [mark, expression] of marks) replaced = replaced.replaceAll(mark, expression);
    return replaced;
  }
}

/** Whole words only, so that an expression stays whole. */
function commonStart(texts: readonly string[]): string {
  const [first = "", ...others] = texts;
  let end = 0;
  while (end < first.length && others.every((other) => other[end] === first[end])) end += 1;
  const text = first.slice(0, end);
  return text.slice(0, Math.max(0, ...["/", "@", ":", ","].map((sign) => text.lastIndexOf(sign) + 1)));
}

const opening = (conditions: readonly string[], at: number): string => {
  if (at > 0 && at === conditions.length - 1) return "{{ else }}";
  return `{{ ${at === 0 ? "if" : "else if"} ${conditions[at]} }}`;
};

interface Cases<Value> {
  readonly conditions: readonly string[];
  readonly values: readonly (Value | undefined)[];
}

/** Lines under their conditions; a case without a value leaves nothing, and those with the same value share it. */
export function conditional<Value>({ conditions, values }: Cases<Value>, linesOf: (value: Value) => Lines): Lines {
  const branches = new Map<string, { readonly value: Value; readonly under: string[] }>();
  for (const [at, value] of values.entries()) {
    if (value === undefined) continue;
    const key = JSON.stringify(value);
    const branch = branches.get(key) ?? { value, under: [] };
    branch.under.push(conditionOf(conditions, at));
    branches.set(key, branch);
  }
  const isComplete = values.every((value) => value !== undefined);
  const last = branches.size - 1;
  const lines = [...branches.values()].flatMap(({ value, under }, at) => {
    if (at > 0 && at === last && isComplete) return ["{{- else }}", ...linesOf(value)];
    return [`{{- ${at === 0 ? "if" : "else if"} ${either(under)} }}`, ...linesOf(value)];
  });
  return lines.length > 0 ? [...lines, "{{- end }}"] : [];
}
/** An empty condition is "otherwise". */
export const conditionOf = (conditions: readonly string[], at: number): string => {
  const others = conditions.filter(Boolean);
  return conditions[at] || `not ${others.length > 1 ? nested(others) : (others[0] ?? "")}`;
};
const nested = (conditions: readonly string[]): string => conditions.map((condition) => `(${condition})`).join(" ");
const either = ([first = "", ...others]: readonly string[]): string =>
  others.length === 0 ? first : `or ${nested([first, ...others])}`;

/** What Helm would take for its own, such as a name in an alert's text: it is made to say it. */
const plain = (text: string): string => text.replaceAll("{{", "{{ `{{` }}");
