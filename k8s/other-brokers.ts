// What a release on another broker would have left in the namespace, and this one does not have.
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { type KubernetesObject, manifestsOf } from "./manifests.ts";
import type { Release } from "./release.ts";

const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;
const objectsOf = (release: Release) => manifestsOf(release).flatMap(({ objects }) => objects);

/** They stay until somebody deletes them. */
const isVolume = ({ kind }: KubernetesObject): boolean => kind === "PersistentVolumeClaim";

export function objectsOfOtherBrokers(release: Release): readonly KubernetesObject[] {
  const own = new Set(objectsOf(release).map(nameOf));
  const others = BROKERS.filter((broker) => broker !== release.broker).flatMap((broker) =>
    objectsOf({ ...release, broker }),
  );
  return [...new Map(others.map((object) => [nameOf(object), object])).values()].filter(
    (object) => !isVolume(object) && !own.has(nameOf(object)),
  );
}
