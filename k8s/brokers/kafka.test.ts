import { expect, test } from "vitest";
import type { KafkaTopic } from "#platform/derive/dapr/kafka-topics.ts";
import { declarations } from "#services/declarations.ts";
import { type KubernetesObject, manifestsOf } from "../manifests.ts";
import { READ_AT_START } from "../parts/read-at-start.ts";
import { PROFILES, type Profile, releaseOf } from "../release.ts";
import { TOPICS } from "./kafka.ts";

function kafkaIn(profile: Profile) {
  const objects = manifestsOf(releaseOf({ declarations, broker: "kafka", profile })).flatMap((file) => file.objects);
  const named = (kind: string, name: string): KubernetesObject | undefined =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  const topics = JSON.parse(named("ConfigMap", TOPICS.name)?.["data"][TOPICS.file]) as readonly KafkaTopic[];
  return {
    most: Math.max(...topics.map(({ partitions }) => partitions)),
    readAtStart: named("StatefulSet", "kafka")?.["spec"].template.metadata.annotations[READ_AT_START] as string,
  };
}

test("no topic has more partitions than a service has replicas in this profile", () => {
  expect(kafkaIn("small").most).toBe(PROFILES.small);
  expect(kafkaIn("usual").most).toBe(Math.max(...declarations.map(({ scale }) => scale.max)));
});

test("another profile makes the pod anew, in which the topics get the partitions that they lack", () => {
  expect(kafkaIn("small").readAtStart).not.toBe(kafkaIn("usual").readAtStart);
});
