import { describe, expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { manifestsOf } from "./manifests.ts";
import { observabilityOf } from "./observability/options.ts";
import { choiceOf } from "./options.ts";
import { objectsOfOtherBrokers } from "./other-brokers.ts";
import { type Release, releaseOf } from "./release.ts";
import { releaseIn } from "./running-release.ts";

const objectsOf = (release: Release) => manifestsOf(release).flatMap(({ objects }) => objects);
const { settings } = releaseOf({ declarations, broker: "redis" });

test.each<Partial<Release>>([
  {},
  { broker: "kafka", profile: "small", faults: true },
  { broker: "rabbitmq", namespace: "shop", ingressClass: "nginx", settings: { ...settings, SEED_STOCK: "7" } },
  choiceOf({ settings: "CLIENT_RATE=20 ORDER_DEADLINE_MS=1000", "store-disk": "9Gi", "broker-memory": "2Gi" }),
  choiceOf({ "mail-secret": "smtp", "mail-port": "465", collector: "otel" }),
  observabilityOf({ observability: "grafana", sampled: "0.05" }),
  observabilityOf({ observability: "on", collector: "otel.tracing:4319" }),
  observabilityOf({ collector: "otel" }),
  { registry: "registry.example:5000/a/shop", tag: "v7", publishing: "paused" },
])("a release is known by its own objects: %o", (choice) => {
  const release = releaseOf({ declarations, broker: "redis", ...choice });
  const found = releaseIn(objectsOf(release), declarations, release.namespace);
  // A pause is nothing that the next change should keep.
  expect(objectsOf(found)).toEqual(objectsOf({ ...release, publishing: "on" }));
});

test("a release is left to whoever manages it, and to nobody where there is none", () => {
  const objects = objectsOf(releaseOf({ declarations, broker: "redis" })).map((object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, "app.kubernetes.io/managed-by": "Helm" },
    },
  }));
  expect(() => releaseIn(objects, declarations, "shop")).toThrow("belongs to Helm");
  expect(() => releaseIn([], declarations, "shop")).toThrow("No release runs in the namespace shop.");
});

describe.each(BROKERS)("what other brokers leave to a release on %s", (broker) => {
  const release = releaseOf({ declarations, broker });
  const names = objectsOfOtherBrokers(release).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

  test("is every server of theirs, and nothing that the release has itself", () => {
    const others = BROKERS.filter((other) => other !== broker);
    expect(names).toEqual(expect.arrayContaining(others.map((other) => `StatefulSet/${other}`)));
    const own = new Set(objectsOf(release).map(({ kind, metadata }) => `${kind}/${metadata.name}`));
    expect(names.filter((name) => own.has(name))).toEqual([]);
    // What is in them may still be wanted.
    expect(names.filter((name) => name.startsWith("PersistentVolumeClaim/"))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
