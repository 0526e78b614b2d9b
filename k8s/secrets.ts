// Puts the secrets of a release into the cluster that kubectl knows; passwords that are there already stay (`make secrets`).
import { parseArgs } from "node:util";
import { App } from "cdk8s";
import { declarations } from "#services/declarations.ts";
import { apply, kubectl } from "./cluster.ts";
import { namespaceChart } from "./parts/namespace.ts";
import { releaseOf } from "./release.ts";
import { secretsOf } from "./secrets/secrets.ts";

const { values } = parseArgs({ options: { namespace: { type: "string" } } });
// The secret serves every broker.
const release = releaseOf({ declarations, broker: "redis", ...values });

interface Found {
  readonly items: readonly { readonly metadata: { readonly name: string }; readonly data?: Record<string, string> }[];
}
const decoded = (data: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]));

apply(namespaceChart(new App(), release).toJson() as unknown[]);
const { items } = JSON.parse(kubectl(["-n", release.namespace, "get", "secrets", "-o", "json"])) as Found;
const known = new Map(items.map(({ metadata, data }) => [metadata.name, decoded(data)]));
const secrets = secretsOf(release, known);
apply(secrets);
console.log(`${secrets.length} secrets are in the namespace ${release.namespace}.`);
