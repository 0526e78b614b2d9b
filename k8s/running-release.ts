// The release that runs in a namespace, as its own objects tell it: who changes one thing of it leaves all others as they are.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { type Broker, isBroker } from "#platform/derive/dapr/brokers.ts";
import { kubectl } from "./cluster.ts";
import type { KubernetesObject } from "./manifests.ts";
import { collectorAt } from "./observability/options.ts";
import { JAEGER, TRACES } from "./observability/traces.ts";
import { settingsOf, toldTo } from "./parts/choosable.ts";
import { MAIL } from "./parts/environment.ts";
import { isRedisMemory, memoryIn } from "./parts/redis-memory.ts";
import { STORE } from "./parts/secrets.ts";

import {
  isProfile,
  OBSERVABILITY,
  type Observability,
  PROFILES,
  type Profile,
  type Release,
  releaseOf,
  SIZES,
  type Size,
} from "./release.ts";

const WORKLOADS = ["Deployment", "StatefulSet"];

type Declarations = readonly ServiceDeclaration[];
interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string } };
}
interface Container {
  readonly image: string;
  readonly env?: readonly Variable[];
}
const containerOf = ({ spec }: KubernetesObject): Container => spec.template.spec.containers[0];

/** Only what `make deploy` can choose, because Helm and Tilt would put back what somebody else changes. */
export function releaseIn(
  objects: readonly KubernetesObject[],
  declarations: Declarations,
  namespace: string,
): Release {
  const deployed = declarations.flatMap((service) => {
    const found = objects.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === service.name);
    return found ? [{ service, found }] : [];
  });
  const [first] = deployed;
  if (!first) throw new Error(`No release runs in the namespace ${namespace}.`);
  const manager = first.found.metadata.labels?.["app.kubernetes.io/managed-by"];
  if (manager) throw new Error(`The release in ${namespace} belongs to ${manager}, which would put back what changes.`);

  const told = (variablesOf: (service: ServiceDeclaration) => readonly string[]): Record<string, string> =>
    Object.fromEntries(
      deployed.flatMap(({ service, found }) =>
        (containerOf(found).env ?? []).flatMap(({ name, value }) =>
          variablesOf(service).includes(name) && value !== undefined ? [[name, value]] : [],
        ),
      ),
    );
  const { FAULTS: faults } = told(() => ["FAULTS"]);
  const [, registry = "", tag = ""] = /^(.*)\/[^/]+:([^:]+)$/.exec(containerOf(first.found).image) ?? [];
  const broker = brokerOf(first.found);
  const [ingress] = objects.filter(({ kind }) => kind === "Ingress");
  return releaseOf({
    declarations,
    namespace,
    broker,
    registry,
    tag,
    profile: profileOf(objects, declarations),
    faults: faults === "on",
    settings: told((service) => settingsOf(service).filter((name) => !toldTo(service).includes(name))),
    chosen: told(toldTo),
    sizes: { store: sizeIn(objects, STORE.name, SIZES.store), broker: sizeIn(objects, broker, SIZES.broker) },
    observability: seenBy(objects, containerOf(first.found)),
    existing: existingIn(
      objects,
      deployed.map(({ found }) => containerOf(found)),
    ),
    ...(ingress ? { ingressClass: ingress["spec"].ingressClassName as string } : {}),
  });
}

export function runningRelease(declarations: Declarations, namespace: string): Release {
  const kinds =
    "deployments.apps,statefulsets.apps,persistentvolumeclaims,scaledobjects.keda.sh,ingresses.networking.k8s.io,networkpolicies.networking.k8s.io";
  const { items } = JSON.parse(kubectl(["-n", namespace, "get", kinds, "-o", "json"])) as { items: KubernetesObject[] };
  return releaseIn(items, declarations, namespace);
}

const valueOf = ({ env = [] }: Container, variable: string): string | undefined =>
  env.find(({ name }) => name === variable)?.value;

/** Who looks at it: the servers of the layer, and of how many orders a service tells. */
function seenBy(objects: readonly KubernetesObject[], service: Container): Observability {
  const runs = (server: string): boolean =>
    objects.some(({ kind, metadata }) => WORKLOADS.includes(kind) && metadata.name === server);
  const sampled = valueOf(service, TRACES.sampled) ?? OBSERVABILITY.sampled;
  return { ...OBSERVABILITY, sampled, enabled: runs("prometheus"), grafana: runs("grafana") };
}

/** Servers that were there before: where services send their traces, and their mails. */
function existingIn(objects: readonly KubernetesObject[], services: readonly Container[]): Release["existing"] {
  const [first] = services;
  const collector = first && valueOf(first, TRACES.endpoint)?.replace("http://", "");
  const mail = services.flatMap(({ env = [] }) => env).find(({ name, valueFrom }) => name === MAIL && valueFrom);
  const policy = objects.find(({ kind, metadata }) => kind === "NetworkPolicy" && metadata.name === "mailers");
  return {
    ...(collector && !collector.startsWith(`${JAEGER}:`) ? { collector: collectorAt(collector) } : {}),
    ...(mail && policy
      ? { mail: { secret: mail.valueFrom?.secretKeyRef?.name ?? "", port: policy["spec"].egress[0].ports[0].port } }
      : {}),
  };
}

function sizeIn(objects: readonly KubernetesObject[], name: string, usual: Size): Size {
  const find = (wanted: string) =>
    objects.find(({ kind, metadata }) => kind === wanted && metadata.labels?.["app.kubernetes.io/name"] === name);
  const server = find("StatefulSet");
  const memory = server && containerOf(server).env?.find(isRedisMemory)?.value;
  return {
    disk: find("PersistentVolumeClaim")?.["spec"].resources.requests.storage ?? usual.disk,
    memory: memory ? memoryIn(memory) : usual.memory,
  };
}

function brokerOf({ spec }: KubernetesObject): Broker {
  const { broker } = spec.template.metadata.annotations as { broker?: string };
  if (!broker || !isBroker(broker)) throw new Error(`The release that runs is on ${broker ?? "no broker"}.`);
  return broker;
}

/** The one whose limits its autoscalers have. */
function profileOf(objects: readonly KubernetesObject[], declarations: Declarations): Profile {
  const most = new Map(
    objects
      .filter(({ kind }) => kind === "ScaledObject")
      .map(({ metadata, spec }) => [metadata.name, spec.maxReplicaCount as number]),
  );
  const scaled = declarations.filter(({ name }) => most.has(name));
  const fits = (profile: Profile) =>
    scaled.every(({ name, scale }) => most.get(name) === Math.min(scale.max, PROFILES[profile]));
  const found = Object.keys(PROFILES).filter(isProfile).find(fits);
  if (!found) throw new Error("The autoscalers of the release that runs have limits of no profile: name one.");
  return found;
}
