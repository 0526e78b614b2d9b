// Puts a release into the cluster step by step: servers answer before programs start, which otherwise would end and wait longer and longer.
import { apply, remove, untilRolledOut } from "./cluster.ts";
import { type KubernetesObject, manifestsOf } from "./manifests.ts";
import { objectsOfOtherBrokers } from "./other-brokers.ts";
import type { Release } from "./release.ts";

/** A sidecar that starts would look for the broker before, too, and end without it. */
const isComponent = ({ kind }: KubernetesObject): boolean => kind === "Component";

export function rollOut(release: Release, say: (line: string) => void, within?: string): void {
  const manifests = manifestsOf(release);
  for (const step of new Set(manifests.map(({ file }) => file.slice(0, 1)))) {
    const files = manifests.filter(({ file }) => file.startsWith(step));
    const objects = files.flatMap((manifest) => manifest.objects);
    apply(objects);
    if (objects.some(isComponent)) remove(objectsOfOtherBrokers(release).filter(isComponent));
    untilRolledOut(objects, within);
    say(`${files.map(({ file }) => file.slice(2).replace(/\.yaml$/, "")).join(", ")}: ready`);
  }
}
