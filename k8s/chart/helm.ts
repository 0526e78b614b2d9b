// The chart as Helm renders it, for tests.
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { has, run } from "../checks/tools.ts";
import type { KubernetesObject } from "../manifests.ts";

export const CHART = join(import.meta.dirname, "../../charts/millrace");
/** Where there is no cluster to ask, Helm assumes a version. */
const KUBERNETES = "1.34.0";

export const hasHelm = has("helm");

export const helmTemplate = (...args: readonly string[]) =>
  run("helm", ["template", "millrace", CHART, "--namespace", "millrace", "--kube-version", KUBERNETES, ...args]);

/** Settings as `--set` takes them. */
export const setting = (values: Readonly<Record<string, string | number | boolean>>): readonly string[] =>
  Object.entries(values).flatMap(([path, value]) => ["--set", `${path}=${value}`]);

export const objectsIn = (text: string): readonly KubernetesObject[] =>
  parseAllDocuments(text, { version: "1.1" }).flatMap((document) => (document.toJS() as KubernetesObject | null) ?? []);

export const isHook = ({ metadata }: KubernetesObject): boolean =>
  "helm.sh/hook" in ((metadata as { annotations?: object }).annotations ?? {});
