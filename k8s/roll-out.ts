// Puts a release into the cluster step by step: servers answer before programs start, which otherwise would end and wait longer and longer.
import { apply, untilRolledOut } from "./cluster.ts";
import { manifestsOf } from "./manifests.ts";
import type { Release } from "./release.ts";

export function rollOut(release: Release, say: (line: string) => void): void {
  const manifests = manifestsOf(release);
  for (const step of new Set(manifests.map(({ file }) => file.slice(0, 1)))) {
    const files = manifests.filter(({ file }) => file.startsWith(step));
    const objects = files.flatMap((manifest) => manifest.objects);
    apply(objects);
    untilRolledOut(objects);
    say(`${files.map(({ file }) => file.slice(2).replace(/\.yaml$/, "")).join(", ")}: ready`);
  }
}
