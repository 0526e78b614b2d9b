// Where an object holds what a chart's user may choose: the value goes to values.yaml, an expression takes its place.
import type { k8s } from "cdk8s-plus-27";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { isForeground } from "#platform/derive/foreground.ts";
import { TOPICS, topicsFor } from "../brokers/kafka.ts";
import type { KubernetesObject } from "../manifests.ts";
import { EXPORTER } from "../observability/exporter.ts";
import { notFor } from "../parts/choosable.ts";
import { fingerprint, READ_AT_START } from "../parts/read-at-start.ts";
import { isRedisMemory, memoryIn } from "../parts/redis-memory.ts";
import { Choice, Expression, Repeated, type Tree } from "./choice.ts";

/** Finds the default of a value in the objects; the same path must have the same default everywhere. */
export type Defaults = Map<string, unknown>;

export function note(defaults: Defaults, path: string, value: unknown): string {
  const before = defaults.get(path);
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value))
    throw new Error(`${path} has two defaults: ${JSON.stringify(before)} and ${JSON.stringify(value)}.`);
  defaults.set(path, value);
  return `.Values.${path}`;
}

const json = (path: string) => new Expression(`{{ toJson ${path} }}`);
const quoted = (path: string) => new Expression(`{{ ${path} | quote }}`);
/** A field that is only there where the user has set it. */
const ifSet = (path: string) => new Choice([path, ""], [json(path), undefined]);

type Declarations = readonly ServiceDeclaration[];
type Edit = (object: KubernetesObject, defaults: Defaults, declarations: Declarations) => KubernetesObject;
interface Container {
  readonly name: string;
  readonly image: string;
  readonly resources: unknown;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}

/** Limits and settings that the user has chosen, without those of other services. */
function chosenFor(name: string, declarations: Declarations): readonly Tree[] {
  const service = declarations.find((declaration) => declaration.name === name);
  if (!service) return [];
  const others = notFor(service, declarations).map((setting) => `"${setting}"`);
  const value = new Expression(`{{ include "millrace.text" $value | quote }}`);
  return [new Repeated(`omit .Values.settings ${others.join(" ")}`, { name: new Expression("{{ $name }}"), value })];
}

/** Kubernetes' way to write an amount of memory, as Redis writes it. */
const inRedisWay = (path: string) => new Expression(`{{ ${path} | lower | replace "i" "b" | quote }}`);

function containerOf(
  container: Container,
  owner: KubernetesObject,
  defaults: Defaults,
  declarations: Declarations,
): object {
  const { name, image, resources, env = [] } = container;
  if (owner.kind === "StatefulSet" && name === owner.metadata.name)
    return {
      ...container,
      image: quoted(note(defaults, `servers.${name}.image`, image)),
      resources: json(note(defaults, `servers.${name}.resources`, resources)),
      ...(env.some(isRedisMemory) && {
        env: env.map((variable) =>
          isRedisMemory(variable)
            ? {
                ...variable,
                value: inRedisWay(note(defaults, `servers.${name}.memory`, memoryIn(variable.value ?? ""))),
              }
            : variable,
        ),
      }),
    };
  if (owner.metadata.labels?.["app.kubernetes.io/component"] !== "service")
    return { ...container, resources: json(note(defaults, "resources.program", resources)) };
  const isSpecial = declarations.filter(isForeground).some((service) => service.name === name);
  if (!isSpecial) note(defaults, "resources.service", resources);
  const special = note(defaults, `services.${name}.resources`, isSpecial ? resources : {});
  return {
    ...container,
    env: [...env, ...chosenFor(name, declarations)],
    resources: json(`(${special} | default .Values.resources.service)`),
  };
}
/** A container that is only there where the user has named its image. */
const ifWanted = (name: string, container: object): Tree =>
  name === EXPORTER
    ? new Choice([".Values.observability.brokerExporter", ""], [[container as Tree], undefined], true)
    : (container as Tree);
const own = (service: string): string => `.Values.services.${service}`;

/** Kafka's topics have fewer partitions where services have fewer replicas; `as` is the form in which they are told. */
const topicsByProfile = (declarations: Declarations, as = (topics: string) => topics): Choice =>
  new Choice(
    ['eq .Values.profile "small"', ""],
    (["small", "usual"] as const).map((profile) => as(topicsFor({ declarations, profile }))),
  );

const SIDECAR = /^dapr\.io\/sidecar-(cpu|memory)-(request|limit)$/;
const annotationsOf = (annotations: Readonly<Record<string, string>> = {}, defaults: Defaults) =>
  Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => {
      const [, what, kind] = SIDECAR.exec(name) ?? [];
      return [name, what ? quoted(note(defaults, `resources.sidecar.${kind}s.${what}`, value)) : value];
    }),
  );

const workload: Edit = (object, defaults, declarations) => {
  const { template } = object["spec"];
  const { annotations } = template.metadata;
  const hasTopics = template.spec.volumes?.some(({ configMap }: k8s.Volume) => configMap?.name === TOPICS.name);
  const metadata = {
    ...template.metadata,
    ...(annotations && {
      annotations: {
        ...annotationsOf(annotations, defaults),
        ...(hasTopics && { [READ_AT_START]: topicsByProfile(declarations, fingerprint) }),
      },
    }),
  };
  const containers = template.spec.containers.map((container: Container) =>
    ifWanted(container.name, containerOf(container, object, defaults, declarations)),
  );
  return {
    ...object,
    spec: {
      ...object["spec"],
      template: { ...template, metadata, spec: { ...template.spec, containers } },
    },
  };
};

const EDITS: Readonly<Record<string, Edit>> = {
  Deployment: workload,
  StatefulSet: workload,
  ConfigMap: (object, _, declarations) =>
    object.metadata.name === TOPICS.name
      ? { ...object, data: { ...object["data"], [TOPICS.file]: topicsByProfile(declarations) } }
      : object,
  PersistentVolumeClaim: (object, defaults) => {
    const { spec, metadata } = object;
    const disk = `servers.${metadata.labels?.["app.kubernetes.io/name"]}.disk`;
    return {
      ...object,
      spec: {
        ...spec,
        resources: { requests: { storage: quoted(note(defaults, disk, spec.resources.requests.storage)) } },
        storageClassName: ifSet(".Values.storageClass"),
      },
    };
  },
  ServiceAccount: (object) => ({ ...object, imagePullSecrets: ifSet(".Values.image.pullSecrets") }),
  ScaledObject: (object, defaults) => {
    const { name } = object.metadata;
    const { spec } = object;
    note(defaults, `services.${name}.replicas.min`, spec.minReplicaCount);
    note(defaults, `services.${name}.replicas.max`, spec.maxReplicaCount);
    const most = new Expression(`{{ include "millrace.mostReplicas" (list . ${own(name)}.replicas) }}`);
    return {
      ...object,
      spec: {
        ...spec,
        minReplicaCount: new Expression(`{{ ${own(name)}.replicas.min }}`),
        maxReplicaCount: most,
      },
    };
  },
  Ingress: (object) => {
    const [rule] = object["spec"].rules;
    return {
      ...object,
      metadata: { ...object.metadata, annotations: ifSet(".Values.ingress.annotations") as never },
      spec: {
        ...object["spec"],
        tls: ifSet(".Values.ingress.tls"),
        rules: [{ ...rule, host: ifSet(".Values.ingress.host") }],
      },
    };
  },
};

export const withValues = (object: KubernetesObject, defaults: Defaults, declarations: Declarations): Tree =>
  EDITS[object.kind]?.(object, defaults, declarations) ?? object;
