// Puts a release into the cluster step by step: servers answer before programs start, which otherwise would end and wait longer and longer.
import { apply, kubectl, untilRolledOut } from "./cluster.ts";
import { type KubernetesObject, manifestsOf } from "./manifests.ts";
import type { Release } from "./release.ts";

export function rollOut(release: Release, say: (line: string) => void): void {
  const manifests = manifestsOf(release);
  for (const step of new Set(manifests.map(({ file }) => file.slice(0, 1)))) {
    const files = manifests.filter(({ file }) => file.startsWith(step));
    const objects = files.flatMap((manifest) => manifest.objects);
    apply(objects);
    removeOtherComponents(objects, release);
    untilRolledOut(objects);
    say(`${files.map(({ file }) => file.slice(2).replace(/\.yaml$/, "")).join(", ")}: ready`);
  }
}

/** Of the broker before: every sidecar would go on looking for it, and end. */
function removeOtherComponents(objects: readonly KubernetesObject[], { namespace }: Release): void {
  const wanted = new Set(objects.filter(({ kind }) => kind === "Component").map(({ metadata }) => metadata.name));
  if (wanted.size === 0) return;
  const found = kubectl(["-n", namespace, "get", "components.dapr.io", "-o", "jsonpath={.items[*].metadata.name}"]);
  const others = found.split(" ").filter((name) => name.startsWith("pubsub") && !wanted.has(name));
  if (others.length > 0) kubectl(["-n", namespace, "delete", "components.dapr.io", ...others]);
}
