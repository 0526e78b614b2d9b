// What one installation is: everything in which two of them may differ.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { PRODUCT } from "#platform/derive/product.ts";
import { EXAMPLES } from "#tools/start/examples.ts";

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
  /** Whether services may be made slow or failing on purpose, and replicas killed from the control room. */
  readonly faults: boolean;
  /** `paused`: services accept requests and hear events, and publish none; while one broker takes another's place. */
  readonly publishing: "on" | "paused";
  /** Settings of services, each given to those that declare it. */
  readonly settings: Readonly<Record<string, string>>;
}

type Choice = Pick<Release, "declarations" | "broker"> & Partial<Release>;

const NAMESPACE = "millrace";

export const releaseOf = (choice: Choice): Release => ({
  namespace: NAMESPACE,
  registry: "localhost:5000/millrace",
  tag: PRODUCT.version,
  ingressClass: "traefik",
  namespaces: { ingress: "traefik", autoscaler: "keda", dapr: "dapr-system" },
  faults: false,
  publishing: "on",
  settings: {
    ...EXAMPLES,
    SMTP_URL: "smtp://smtp-server:1025",
    CLUSTER_NAMESPACE: choice.namespace ?? NAMESPACE,
  },
  ...choice,
});

export const imageOf = (program: string, { registry, tag }: Release): string => `${registry}/${program}:${tag}`;

/** The name under which other namespaces find a service, too. */
export const hostOf = (name: string, { namespace }: Release): string => `${name}.${namespace}.svc`;
