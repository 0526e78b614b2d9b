// Dapr's objects: the same that sidecars read from files where there is no cluster, with the broker's password by reference.
import { Chart } from "cdk8s";
import type { Construct } from "constructs";
import { pubsubComponents, pubsubNames } from "#platform/derive/dapr/component.ts";
import { configuration } from "#platform/derive/dapr/configuration.ts";
import { resiliency } from "#platform/derive/dapr/resiliency.ts";
import type { Resource } from "#platform/derive/dapr/resource.ts";
import { BROKER_PARTS } from "../brokers/broker.ts";
import {
  Component,
  type ComponentProps,
  type ComponentSpecMetadata,
  Configuration,
  Resiliency,
} from "../imports/dapr.io.ts";
import { addressOf, type Release } from "../release.ts";
import { BROKER } from "./secrets.ts";

/** Each name of a setting that is or holds a password -> its key in the broker's secret. */
export type SecretSettings = Readonly<Record<string, string>>;

interface ComponentResource extends Resource {
  readonly spec: { readonly metadata: readonly { readonly name: string; readonly value: string }[] };
}

/** Secret settings take the place of plain ones, or come after them. */
function withSecrets(resource: Resource, secrets: SecretSettings, secretName: string): ComponentProps {
  const { metadata, spec, scopes } = resource as ComponentResource & { scopes: string[] };
  const plain: ComponentSpecMetadata[] = spec.metadata.filter(({ name }) => !(name in secrets));
  const secret = Object.entries(secrets).map(([name, key]) => ({ name, secretKeyRef: { name: secretName, key } }));
  return {
    metadata,
    scopes,
    auth: { secretStore: "kubernetes" },
    spec: { ...spec, metadata: [...plain, ...secret] },
  } as ComponentProps;
}

export function daprChart(scope: Construct, { broker, declarations, existing }: Release): Chart {
  const chart = new Chart(scope, "dapr");
  const { address, secretSettings } = BROKER_PARTS[broker];
  for (const component of pubsubComponents(
    broker,
    declarations,
    existing.broker ? addressOf(existing.broker) : address,
  ))
    new Component(
      chart,
      component.metadata.name,
      withSecrets(component, secretSettings, existing.broker?.secret ?? BROKER.name),
    );
  new Configuration(chart, "configuration", configuration());
  new Resiliency(chart, "resiliency", resiliency(pubsubNames(broker, declarations)));
  return chart;
}
