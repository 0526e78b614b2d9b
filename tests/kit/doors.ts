// Every route that any service declares, for tests that try all of them.
import type { Route } from "#platform/declare/route.ts";
import { services } from "#services/all.ts";

export const doors = (): Route[] => services.flatMap(({ declaration }) => Object.values(declaration.routes));

const EXAMPLES: Readonly<Record<string, string>> = {
  orderId: "0192f0c1-2345-7000-8000-000000000000",
  sku: "SKU-1",
  userId: "user-5678",
  id: "inventory~0192f0c1-2345-7000-8000-000000000001",
  name: "inventory",
};
/** What some routes cannot do without. */
const QUERIES: Readonly<Record<string, string>> = { "/notifications": `?orderId=${EXAMPLES["orderId"]}` };

/** The route's path with well-formed examples in the place of its parameters. */
export const pathOf = ({ path }: Route, examples: Readonly<Record<string, string>> = EXAMPLES): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => examples[name] ?? "example") + (QUERIES[path] ?? "");
