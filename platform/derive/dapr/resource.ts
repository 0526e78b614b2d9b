// The form that Dapr's resources have in files and in a cluster.
import { kebabCase } from "../kebab-case.ts";

export interface Resource {
  readonly apiVersion: "dapr.io/v1alpha1" | "dapr.io/v2alpha1";
  readonly kind: "Component" | "Configuration" | "Resiliency" | "Subscription";
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [section: string]: unknown;
}

export const resource = (kind: Resource["kind"], name: string, spec: object): Resource => ({
  apiVersion: kind === "Subscription" ? "dapr.io/v2alpha1" : "dapr.io/v1alpha1",
  kind,
  metadata: { name },
  spec,
});

/** The name by which services know the pub/sub component, whatever broker is behind it. */
export const PUBSUB = "pubsub";
/** The components through which a service publishes. */
export const publishersOf = (count: number, pubsub: string = PUBSUB): readonly string[] =>
  Array.from({ length: count }, (_, at) => (at === 0 ? pubsub : `${pubsub}-publisher-${at + 1}`));
/** The component through which a topic is heard where each topic has one of its own. */
export const pubsubOf = (topic: string, pubsub: string = PUBSUB): string => `${pubsub}-${kebabCase(topic)}`;
