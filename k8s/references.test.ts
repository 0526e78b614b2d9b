import { describe, expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { kafkaTopics } from "#platform/derive/dapr/kafka-topics.ts";
import { rabbitmqDefinitions } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { redisGroups } from "#platform/derive/dapr/redis-groups.ts";
import { declarations } from "#services/declarations.ts";
import { type KubernetesObject, manifestsOf } from "./manifests.ts";
import { OBSERVABILITY, releaseOf } from "./release.ts";
import { secretsOf } from "./secrets/secrets.ts";

type Labels = Readonly<Record<string, string>>;
interface Trigger {
  readonly type: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly authenticationRef?: { readonly name: string };
}

const matches = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Every value below `tree` that stands under one of these names. */
function under(tree: unknown, name: string): readonly unknown[] {
  if (Array.isArray(tree)) return tree.flatMap((item) => under(item, name));
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => (key === name ? [value] : under(value, name)));
}

const observed = { ...OBSERVABILITY, enabled: true, grafana: true };
const cases = [
  ...BROKERS.map((broker) => ({ broker, observability: OBSERVABILITY })),
  { broker: BROKERS[0], observability: observed },
];

describe.each(cases)(
  "what the objects of a release on $broker refer to, observed: $observability.enabled",
  ({ broker, observability }) => {
    const release = releaseOf({ declarations, broker, observability });
    const objects = manifestsOf(release).flatMap((manifest) => manifest.objects);
    const ofKind = (kind: string): readonly KubernetesObject[] => objects.filter((object) => object.kind === kind);
    const names = (kind: string): readonly string[] => ofKind(kind).map(({ metadata }) => metadata.name);
    const workloads = [...ofKind("Deployment"), ...ofKind("StatefulSet")];
    const podLabels = workloads.map(({ spec }) => spec.template.metadata.labels as Labels);
    const triggers = ofKind("ScaledObject").flatMap(({ metadata, spec }) =>
      (spec.triggers as readonly Trigger[]).map((trigger) => ({ service: metadata.name, trigger })),
    );

    test("secrets and their keys are made at the installation", () => {
      const made = new Map(
        secretsOf(release, new Map()).map(({ metadata, stringData }) => [metadata.name, Object.keys(stringData)]),
      );
      const read = [...under(objects, "secretKeyRef"), ...under(objects, "secretTargetRef").flat()] as readonly {
        name: string;
        key: string;
      }[];
      expect(read.length).toBeGreaterThan(declarations.length);
      for (const { name, key } of read) expect(made.get(name), `${name} has ${key}`).toContain(key);
      for (const { spec } of ofKind("Deployment"))
        for (const kind of ["api-token-secret", "app-token-secret"]) {
          const name = (spec.template.metadata.annotations as Labels | undefined)?.[`dapr.io/${kind}`];
          if (name !== undefined) expect(made.get(name)).toContain("token");
        }
    });

    test("configurations, config maps, accounts and deployments are there", () => {
      for (const { spec } of workloads) {
        const { annotations = {} } = spec.template.metadata as { annotations?: Labels };
        if (annotations["dapr.io/enabled"]) expect(names("Configuration")).toContain(annotations["dapr.io/config"]);
        expect(names("ServiceAccount")).toContain(spec.template.spec.serviceAccountName);
      }
      for (const { claimName } of under(workloads, "persistentVolumeClaim") as readonly { claimName: string }[])
        expect(names("PersistentVolumeClaim")).toContain(claimName);
      for (const { name } of under(workloads, "configMap") as readonly { name: string }[])
        expect(names("ConfigMap")).toContain(name);
      for (const { spec } of ofKind("ScaledObject")) expect(names("Deployment")).toContain(spec.scaleTargetRef.name);
      for (const { trigger } of triggers.filter((one) => one.trigger.authenticationRef))
        expect(names("TriggerAuthentication")).toContain(trigger.authenticationRef?.name);
    });

    test("paths, addresses, budgets and policies lead to pods of this release", () => {
      const backends = under(ofKind("Ingress"), "service") as readonly { name: string; port: { name: string } }[];
      expect(backends.length).toBeGreaterThan(declarations.length);
      for (const { name, port } of backends) {
        const service = ofKind("Service").find(({ metadata }) => metadata.name === name);
        expect(
          service?.["spec"].ports.map((one: { name: string }) => one.name),
          name,
        ).toContain(port.name);
      }
      const selectors = [
        ...ofKind("Service").map(({ metadata, spec }) => [metadata.name, spec.selector] as const),
        ...ofKind("PodDisruptionBudget").map(
          ({ metadata, spec }) => [metadata.name, spec.selector.matchLabels] as const,
        ),
        ...ofKind("NetworkPolicy").flatMap(({ metadata, spec }) =>
          under(spec, "podSelector").flatMap((selector) => {
            const { matchLabels } = selector as { matchLabels?: Labels };
            return matchLabels ? [[metadata.name, matchLabels] as const] : [];
          }),
        ),
      ];
      for (const [name, selector] of selectors)
        expect(
          podLabels.some((labels) => matches(selector as Labels, labels)),
          `${name} selects somebody`,
        ).toBe(true);
    });

    test("what a trigger looks at is what the broker is made to have, each thing once", () => {
      const existing: Readonly<Record<typeof broker, ReadonlySet<string>>> = {
        redis: new Set(redisGroups(declarations).map((line) => line.split(" ").slice(2, 4).join(" "))),
        rabbitmq: new Set(rabbitmqDefinitions(declarations).queues.map(({ name }) => name)),
        kafka: new Set(kafkaTopics(declarations).map(({ name }) => name)),
      };
      const lookedAt = ({ metadata }: Trigger): string | undefined =>
        metadata["stream"]
          ? `${metadata["stream"]} ${metadata["consumerGroup"]}`
          : (metadata["queueName"] ?? metadata["topic"]);
      const onBroker = triggers.filter(({ trigger }) => trigger.name.endsWith("_waiting"));
      for (const { service, trigger } of onBroker)
        expect(existing[broker].has(lookedAt(trigger) ?? ""), `${service}: ${trigger.name}`).toBe(true);
      const looks = triggers.map(
        ({ service, trigger }) => `${service} ${trigger.type} ${JSON.stringify(trigger.metadata)}`,
      );
      expect(new Set(looks).size).toBe(looks.length);
      const perService = triggers.map(({ service, trigger }) => `${service} ${trigger.name}`);
      expect(new Set(perService).size).toBe(perService.length);
    });

    test("services never talk to each other: no policy lets one through to another", () => {
      const services = new Set(declarations.map(({ name }) => name));
      const isService = (selector: unknown): boolean => {
        const { matchLabels = {} } = selector as { matchLabels?: Labels };
        return (
          matchLabels["app.kubernetes.io/component"] === "service" ||
          services.has(matchLabels["app.kubernetes.io/name"] ?? "")
        );
      };
      const peersOf = (rules: unknown, field: string) => under(under(rules, field), "podSelector");
      for (const { metadata, spec } of ofKind("NetworkPolicy")) {
        const isOfServices =
          isService(spec.podSelector) ||
          (spec.podSelector.matchExpressions ?? []).some(({ values }: { values: readonly string[] }) =>
            values.some((value) => services.has(value)),
          );
        if (!isOfServices) continue;
        const peers = [...peersOf(spec.ingress, "from"), ...peersOf(spec.egress, "to")];
        expect(peers.filter(isService), metadata.name).toEqual([]);
      }
      const [deny] = ofKind("NetworkPolicy").filter(({ metadata }) => metadata.name === "default-deny");
      expect(deny?.["spec"]).toMatchObject({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    });

    test("the times of an orderly end fit into each other", () => {
      const seconds = (text: string): number => Number(text.replace(/s$/, ""));
      for (const { metadata, spec } of ofKind("Deployment")) {
        const { annotations = {} } = spec.template.metadata as { annotations?: Labels };
        if (!annotations["dapr.io/enabled"]) continue;
        const [container] = spec.template.spec.containers;
        const [, leave] = container.lifecycle.preStop.exec.command;
        const block = seconds(annotations["dapr.io/block-shutdown-duration"] ?? "");
        const graceful = seconds(annotations["dapr.io/graceful-shutdown-seconds"] ?? "");
        expect(block, metadata.name).toBeGreaterThan(Number(leave));
        expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(block + graceful);
        expect(spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
      }
    });
  },
);
