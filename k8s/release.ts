// What one installation is: everything in which two of them may differ.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { PRODUCT } from "#platform/derive/product.ts";
import { EXAMPLES } from "#tools/start/examples.ts";
import { PORTS } from "./parts/ports.ts";

/** `small` is for one machine that has other things to do: no service gets more than two replicas. */
export const PROFILES = { usual: Number.POSITIVE_INFINITY, small: 2 } as const satisfies Record<string, number>;
export type Profile = keyof typeof PROFILES;
export const isProfile = (name: string): name is Profile => Object.hasOwn(PROFILES, name);

export interface ExistingServer {
  /** RabbitMQ's whole address is in the secret; then this only says where services may go. */
  readonly host: string;
  readonly port: number;
  /** The secret in which its passwords are, under the names that the release's own secret has. */
  readonly secret: string;
}
export interface ExistingStore extends ExistingServer {
  /** All services share it; their keys are apart by prefix. */
  readonly user: string;
}

/** Where mails go; whose server it is stands in the secret, in one address with its password. */
export interface ExistingMail {
  /** Its key `url` is smtp://user:password@host:port, or smtps://…. */
  readonly secret: string;
  /** Again, because policies let services out to it. */
  readonly port: number;
}

export interface Collector {
  readonly host: string;
  readonly port: number;
}
/** How much a server of the release may hold. */
export interface Size {
  /** Of its volume, which can be made larger later where the storage class allows it. */
  readonly disk: string;
  /** Of Redis, which refuses writes beyond it; from 80 % of the store's on, requests get 503. */
  readonly memory: string;
}
/** Who looks at the platform. */
export interface Observability {
  /** Prometheus, Alertmanager, and Jaeger where no collector is named. */
  readonly enabled: boolean;
  /** The share of orders whose traces are told, from 0 to 1. */
  readonly sampled: string;
  readonly grafana: boolean;
  /** An image that shows the figures of Redis or Kafka; RabbitMQ shows its own. */
  readonly brokerExporter: string;
  /** Where alerts go; the server takes them without a password. */
  readonly mail: { readonly server: string; readonly from: string; readonly to: string };
}

export interface Release {
  readonly declarations: readonly ServiceDeclaration[];
  readonly broker: Broker;
  readonly namespace: string;
  /** Images are `<registry>/<program>:<tag>`. */
  readonly registry: string;
  readonly tag: string;
  readonly ingressClass: string;
  /** Where the ingress controller, the autoscaler and Dapr's own pods run. */
  readonly namespaces: { readonly ingress: string; readonly autoscaler: string; readonly dapr: string };
  readonly profile: Profile;
  /** Whether services may be made slow or failing on purpose, and replicas killed from the control room. */
  readonly faults: boolean;
  /** `paused`: services accept requests and hear events, and publish none; while one broker takes another's place. */
  readonly publishing: "on" | "paused";
  /** Servers that are there already, in place of those that a release brings. */
  readonly existing: {
    readonly store?: ExistingStore;
    readonly broker?: ExistingServer;
    /** Takes the services' traces, as OTLP over HTTP. */
    readonly collector?: Collector;
    readonly mail?: ExistingMail;
  };
  readonly sizes: { readonly store: Size; readonly broker: Size };
  readonly observability: Observability;
  /** What the release itself says to the services that declare these settings. */
  readonly settings: Readonly<Record<string, string>>;
  /** Limits and settings that are not the usual ones: limits for all services, a setting for those that declare it. */
  readonly chosen: Readonly<Record<string, string>>;
}

type Choice = Pick<Release, "declarations" | "broker"> & Partial<Release>;

const NAMESPACE = "millrace";

const SIZE: Size = { disk: "4Gi", memory: "768Mi" };
export const SIZES = { store: SIZE, broker: SIZE };

export const OBSERVABILITY: Observability = {
  enabled: false,
  sampled: "1",
  grafana: false,
  brokerExporter: "",
  mail: { server: "smtp-server:1025", from: "alerts@example.com", to: "operator@example.com" },
};

export const releaseOf = (choice: Choice): Release => ({
  namespace: NAMESPACE,
  registry: "localhost:5000/millrace",
  tag: PRODUCT.version,
  ingressClass: "traefik",
  namespaces: { ingress: "traefik", autoscaler: "keda", dapr: "dapr-system" },
  profile: "usual",
  faults: false,
  publishing: "on",
  existing: {},
  sizes: SIZES,
  chosen: {},
  observability: OBSERVABILITY,
  settings: {
    ...EXAMPLES,
    SMTP_URL: "smtp://smtp-server:1025",
    CLUSTER_NAMESPACE: choice.namespace ?? NAMESPACE,
  },
  ...choice,
});

export const addressOf = ({ host, port }: Collector): string => `${host}:${port}`;

/** The broker, as the autoscaler finds it. */
export const brokerHost = (name: "redis" | "kafka", release: Release): string =>
  addressOf(release.existing.broker ?? { host: hostOf(name, release), port: PORTS.broker[name], secret: "" });

export const imageOf = (program: string, { registry, tag }: Release): string => `${registry}/${program}:${tag}`;

/** The name under which other namespaces find a service, too. */
export const hostOf = (name: string, { namespace }: Pick<Release, "namespace">): string => `${name}.${namespace}.svc`;
