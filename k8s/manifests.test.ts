import { describe, expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { lastNetOf, subscriptionsOf } from "#platform/derive/dapr/subscriptions.ts";
import { isForeground } from "#platform/derive/foreground.ts";
import { declarations } from "#services/declarations.ts";
import { type KubernetesObject, manifestsOf } from "./manifests.ts";
import { releaseOf } from "./release.ts";
import { ONE_REPLICA } from "./scaling/trigger.ts";

/** Thousandths: a control plane with its DNS and network asks for some 950, KEDA for some 200. */
const LEFT_ON_TWO_PROCESSORS = 800;
const nameOf = ({ kind, metadata }: KubernetesObject) => `${kind}/${metadata.name}`;

describe.each(BROKERS)("the objects of a release on %s", (broker) => {
  const objects = manifestsOf(releaseOf({ declarations, broker })).flatMap((manifest) => manifest.objects);
  const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
  const named = (kind: string, name: string): KubernetesObject => {
    const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (!found) throw new Error(`There is no ${kind} ${name}.`);
    return found;
  };
  const podsOf = () =>
    [...ofKind("Deployment"), ...ofKind("StatefulSet")].map(({ metadata, spec }) => ({
      name: metadata.name,
      spec: spec.template.spec,
    }));

  test("are each there once", () => {
    const names = objects.map(nameOf);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test("let a service hear all that it reacts to, with retries and a last net, and nothing else", () => {
    const components = ofKind("Component");
    const setting = (component: KubernetesObject, name: string): string =>
      component["spec"].metadata.find((item: { name: string }) => item.name === name)?.value;
    const scope = (component: KubernetesObject, name: string, service: string): readonly string[] =>
      new Map(
        setting(component, name)
          .split(";")
          .map((entry) => entry.split("=") as [string, string]),
      )
        .get(service)
        ?.split(",") ?? [];
    const { targets } = named("Resiliency", "pubsub")["spec"];
    for (const service of declarations)
      for (const { topic, pubsubname, deadLetterTopic } of subscriptionsOf(service, declarations)) {
        const heardThrough = components.filter(
          (component) =>
            component["scopes"].includes(service.name) &&
            scope(component, "subscriptionScopes", service.name).includes(topic),
        );
        expect(heardThrough.map(nameOf), `${service.name} hears ${topic} once`).toHaveLength(1);
        const [component] = heardThrough as [KubernetesObject];
        expect(targets.components[component.metadata.name]?.inbound.retry, `${topic} is retried`).toBeTruthy();
        expect(deadLetterTopic).toBe(lastNetOf(service.name, topic));
        expect(scope(component, "publishingScopes", service.name)).toContain(deadLetterTopic);
        expect(components.some(({ metadata }) => metadata.name === pubsubname)).toBe(true);
      }
  });

  test("wake and scale a service for every event it reacts to, for what waits in its store, and for requests", () => {
    for (const { name, reactions, scale } of declarations.filter((service) => service.scale.max > 1)) {
      const { spec } = named("ScaledObject", name);
      expect([spec.minReplicaCount, spec.maxReplicaCount]).toEqual([scale.min, scale.max]);
      const { behavior } = spec.advanced.horizontalPodAutoscalerConfig;
      expect(behavior.scaleUp, "a backlog that is soon worked off brings not all replicas at once").toBeUndefined();
      const triggers: readonly { name: string; metadata: object }[] = spec.triggers;
      for (const { event } of Object.values(reactions))
        expect(
          triggers.some((trigger) => trigger.name === `${event.name}_waiting`),
          `${name} is woken by ${event.name}`,
        ).toBe(true);
      const others = ["outbox", "parked", "asked", ...(scale.min === 0 ? ["rounds"] : [])];
      expect(triggers.map((trigger) => trigger.name)).toEqual(expect.arrayContaining(others));
      const [replay] = triggers.filter((trigger) => trigger.name === "ReplayRequested_waiting");
      expect(Object.values(replay?.metadata ?? {}), "many requests for a replay bring no second replica").toContain(
        ONE_REPLICA,
      );
      expect(
        triggers.some((trigger) => trigger.name.startsWith("Heartbeat")),
        "heartbeats would keep everybody awake",
      ).toBe(false);
    }
  });

  test("bind each service to its own sidecar, account, secret, address and budget", () => {
    for (const { name } of declarations) {
      const { spec } = named("Deployment", name);
      expect(spec.template.metadata.annotations["dapr.io/app-id"]).toBe(name);
      expect(spec.template.spec.serviceAccountName).toBe(name);
      for (const kind of ["Service", "ServiceAccount", "PodDisruptionBudget"]) named(kind, name);
    }
  });

  test("let a node be emptied, of one pod of each program at a time", () => {
    const budgets = ofKind("PodDisruptionBudget");
    expect(budgets.map(({ metadata }) => metadata.name).toSorted()).toEqual(
      podsOf()
        .map(({ name }) => name)
        .toSorted(),
    );
    for (const { metadata, spec } of budgets)
      expect(spec, metadata.name).toEqual({
        maxUnavailable: 1,
        selector: { matchLabels: { "app.kubernetes.io/name": metadata.name } },
      });
  });

  test("keep no right that a pod does not need", () => {
    for (const { name, spec } of podsOf()) {
      expect(spec.securityContext, name).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      });
      expect(spec.automountServiceAccountToken, name).toBe(name === "operations");
      for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
        expect(container.securityContext, name).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
        expect(Object.keys(container.resources.requests), name).toEqual(expect.arrayContaining(["cpu", "memory"]));
        expect(container.resources.limits.memory, name).toBeTruthy();
      }
    }
  });

  test("give those for whom customers wait the larger share of processors that are scarce", () => {
    const [first, second] = [true, false].map(
      (isFirst) =>
        new Set(
          declarations
            .filter((service) => isForeground(service) === isFirst)
            .map(({ name }) => named("Deployment", name)["spec"].template.spec.containers[0].resources.requests.cpu),
        ),
    );
    expect([first, second]).toEqual([new Set(["100m"]), new Set(["10m"])]);
  });

  test("ask, one replica of each, for less than a node of two processors has left beside a cluster's own parts", () => {
    const millis = (text = "0m"): number => Number(/^(\d+)m$/.exec(text)?.[1]);
    const asked = [...ofKind("Deployment"), ...ofKind("StatefulSet")].map(({ spec: { template } }) => {
      const sidecar = millis(template.metadata.annotations?.["dapr.io/sidecar-cpu-request"]);
      const containers: { resources: { requests: { cpu: string } } }[] = template.spec.containers;
      return containers.reduce((sum, { resources }) => sum + millis(resources.requests.cpu), sidecar);
    });
    expect(asked.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(LEFT_ON_TWO_PROCESSORS);
  });

  test("give rights on the cluster's API to operations alone, and that of killing pods only where faults are on", () => {
    const rights = (list: readonly KubernetesObject[]) =>
      list.filter(({ kind }) => ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"].includes(kind));
    expect(rights(objects).map(nameOf)).toEqual(["Role/operations", "RoleBinding/operations"]);
    const verbs = (list: readonly KubernetesObject[]) =>
      new Set(rights(list).flatMap(({ rules = [] }) => rules.flatMap((rule: { verbs: string[] }) => rule.verbs)));
    expect(verbs(objects)).toEqual(new Set(["get", "list"]));
    const breakable = manifestsOf(releaseOf({ declarations, broker, faults: true })).flatMap((file) => file.objects);
    expect(verbs(breakable)).toEqual(new Set(["get", "list", "delete"]));
  });

  test("hold no password", () => {
    expect(ofKind("Secret")).toEqual([]);
    const texts = JSON.stringify(objects);
    expect(texts).not.toMatch(/password_hash|requirepass [^"\\]*[a-z0-9]{16}|:\/\/[^:"]+:[^$"]+@/);
  });

  test("lead every first segment to the service that owns it, or to the doorman while it may sleep", () => {
    const paths: readonly { path: string; backend: { service: { name: string } } }[] = named("Ingress", "millrace")[
      "spec"
    ].rules[0].http.paths;
    const to = (path: string) => paths.find((item) => item.path === path)?.backend.service.name;
    for (const { name, routes, scale } of declarations)
      for (const { path } of Object.values(routes))
        expect(to(`/${path.split("/")[1]}`), path).toBe(scale.min === 0 ? "doorman" : name);
    expect(to("/services/order/records")).toBe("order");
  });
});
