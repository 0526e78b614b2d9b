// The release that runs in a namespace, as its own objects tell it: who changes one thing of it leaves all others as they are.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { type Broker, isBroker } from "#platform/derive/dapr/brokers.ts";
import { kubectl } from "./cluster.ts";
import type { KubernetesObject } from "./manifests.ts";
import { collectorAt } from "./observability/options.ts";
import { JAEGER, TRACES } from "./observability/traces.ts";
import { settingsOf } from "./parts/environment.ts";
import { isProfile, OBSERVABILITY, PROFILES, type Profile, type Release, releaseOf } from "./release.ts";

const WORKLOADS = ["Deployment", "StatefulSet"];

type Declarations = readonly ServiceDeclaration[];
interface Container {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

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

  const containerOf = ({ spec }: KubernetesObject): Container => spec.template.spec.containers[0];
  const variables = new Map(
    deployed.flatMap(({ service, found }) => {
      const own = new Set([...settingsOf(service), "FAULTS"]);
      return containerOf(found).env.flatMap(({ name, value }) =>
        own.has(name) && value !== undefined ? [[name, value] as const] : [],
      );
    }),
  );
  const { FAULTS: faults, ...settings } = Object.fromEntries(variables);
  const [, registry = "", tag = ""] = /^(.*)\/[^/]+:([^:]+)$/.exec(containerOf(first.found).image) ?? [];
  const [ingress] = objects.filter(({ kind }) => kind === "Ingress");
  return releaseOf({
    declarations,
    namespace,
    broker: brokerOf(first.found),
    registry,
    tag,
    profile: profileOf(objects, declarations),
    faults: faults === "on",
    settings,
    ...seenBy(objects, containerOf(first.found)),
    ...(ingress ? { ingressClass: ingress["spec"].ingressClassName as string } : {}),
  });
}

export function runningRelease(declarations: Declarations, namespace: string): Release {
  const kinds = "deployments.apps,statefulsets.apps,scaledobjects.keda.sh,ingresses.networking.k8s.io";
  const { items } = JSON.parse(kubectl(["-n", namespace, "get", kinds, "-o", "json"])) as { items: KubernetesObject[] };
  return releaseIn(items, declarations, namespace);
}

/** Who looks at it: the servers of the layer, and where a service sends its traces. */
function seenBy(objects: readonly KubernetesObject[], { env }: Container): Pick<Release, "observability" | "existing"> {
  const runs = (server: string): boolean =>
    objects.some(({ kind, metadata }) => WORKLOADS.includes(kind) && metadata.name === server);
  const valueOf = (variable: string): string | undefined => env.find(({ name }) => name === variable)?.value;
  const collector = valueOf(TRACES.endpoint)?.replace("http://", "");
  const { sampled: usual, ...rest } = OBSERVABILITY;
  const sampled = valueOf(TRACES.sampled) ?? usual;
  return {
    observability: { ...rest, sampled, enabled: runs("prometheus"), grafana: runs("grafana") },
    existing: collector && !collector.startsWith(`${JAEGER}:`) ? { collector: collectorAt(collector) } : {},
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
