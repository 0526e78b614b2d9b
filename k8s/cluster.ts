// The cluster that kubectl knows, for the tools that put a release into it.
import { spawnSync } from "node:child_process";
import type { KubernetesObject } from "./manifests.ts";

const MUCH = 64 * 1_024 * 1_024;

/** What it prints; throws when it fails. */
export function kubectl(args: readonly string[], input?: string): string {
  const { status, stdout } = spawnSync("kubectl", args, {
    input,
    encoding: "utf8",
    maxBuffer: MUCH,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`kubectl ${args.slice(0, 3).join(" ")} failed.`);
  return stdout;
}

const listOf = (objects: readonly unknown[]): string =>
  JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });

export function apply(objects: readonly unknown[]): void {
  if (objects.length === 0) return;
  kubectl(["apply", "-f", "-"], listOf(objects));
}

/** What was there of them, as kubectl names it. */
export const remove = (objects: readonly KubernetesObject[]): string =>
  objects.length === 0 ? "" : kubectl(["delete", "--ignore-not-found", "-f", "-"], listOf(objects)).trim();

/** Waits until the new pods of these are ready, and the old ones gone. */
export function untilRolledOut(objects: readonly KubernetesObject[], within = "300s"): void {
  for (const { kind, metadata } of objects)
    if (kind === "Deployment" || kind === "StatefulSet")
      kubectl([
        "-n",
        metadata.namespace ?? "default",
        "rollout",
        "status",
        `${kind}/${metadata.name}`,
        `--timeout=${within}`,
      ]);
}
