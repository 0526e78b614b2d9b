// One text for releases that differ: where they say the same it stands once, elsewhere under the condition that decides.

/** A value that depends on a setting: one for each condition, undefined where a case has none. */
export class Choice {
  readonly conditions: readonly string[];
  readonly values: readonly (Tree | undefined)[];
  /** The values are items among others of a list. */
  readonly isItems: boolean;

  constructor(conditions: readonly string[], values: readonly (Tree | undefined)[], isItems = false) {
    this.conditions = conditions;
    this.values = values;
    this.isItems = isItems;
  }
}
/** What Helm computes, as it stands in the template. */
export class Expression {
  readonly expression: string;

  constructor(expression: string) {
    this.expression = expression;
  }
}
/** One item of a list for each entry of a map that Helm computes; the item may use $name and $value. */
export class Repeated {
  readonly over: string;
  readonly item: Tree;

  constructor(over: string, item: Tree) {
    this.over = over;
    this.item = item;
  }
}
export type Scalar = string | number | boolean | null;
export type Tree = Scalar | Expression | Choice | Repeated | readonly Tree[] | { readonly [key: string]: Tree };
type Fields = { readonly [key: string]: Tree };

export const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);
export const isFields = (tree: Tree | undefined): tree is Fields =>
  typeof tree === "object" &&
  tree !== null &&
  !isList(tree) &&
  !(tree instanceof Choice || tree instanceof Expression || tree instanceof Repeated);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const allSame = (values: readonly unknown[]): boolean => values.every((value) => same(value, values[0]));

/** `conditions`: one for each of the trees; the last one may be empty, which is "otherwise". */
export function merge(conditions: readonly string[], trees: readonly (Tree | undefined)[]): Tree {
  const [first] = trees;
  if (first !== undefined && allSame(trees)) return first;
  if (trees.every(isFields) && allSame(trees.map(keysOf)))
    return Object.fromEntries(
      Object.keys(trees[0] as Fields).map((key) => [
        key,
        merge(
          conditions,
          trees.map((tree) => tree[key]),
        ),
      ]),
    );
  if (trees.every(isChoice) && allSame(trees.map((tree) => [tree.conditions, tree.isItems])))
    return mergeChoices(conditions, trees);
  if (trees.every(isList)) return mergeLists(conditions, trees);
  return new Choice(conditions, trees);
}

const isChoice = (tree: Tree | undefined): tree is Choice => tree instanceof Choice;

/** Where all depend on the same in the same way, that comes first. */
function mergeChoices(conditions: readonly string[], choices: readonly Choice[]): Tree {
  const [first] = choices as readonly [Choice];
  const values = first.conditions.map((_, at) => {
    const cases = choices.map((choice) => choice.values[at]);
    return cases.every((value) => value === undefined) ? undefined : merge(conditions, cases);
  });
  return new Choice(first.conditions, values, first.isItems);
}

const keysOf = (tree: Tree | undefined): readonly string[] => (isFields(tree) ? Object.keys(tree).toSorted() : []);

/** Lists that correspond are merged item by item; of others, what they begin and end with in common stands once. */
function mergeLists(conditions: readonly string[], lists: readonly (readonly Tree[])[]): Tree {
  const [first = []] = lists;
  const column = (at: number): readonly (Tree | undefined)[] => lists.map((list) => list.at(at));
  const correspond = (at: number): boolean =>
    allSame(column(at)) || (column(at).every(isFields) && allSame(column(at).map(keysOf)));
  if (allSame(lists.map(({ length }) => length)) && first.every((_, at) => correspond(at)))
    return first.map((_, at) => merge(conditions, column(at)));

  const shortest = Math.min(...lists.map(({ length }) => length));
  let before = 0;
  while (before < shortest && allSame(column(before))) before += 1;
  let after = 0;
  while (after < shortest - before && allSame(column(-1 - after))) after += 1;
  if (before + after === 0) return new Choice(conditions, lists);
  const between = lists.map((list) => list.slice(before, list.length - after));
  const items = between.map((list) => (list.length > 0 ? list : undefined));
  return [...first.slice(0, before), new Choice(conditions, items, true), ...first.slice(first.length - after)];
}
