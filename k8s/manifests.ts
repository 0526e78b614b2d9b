// All objects of a release, in files whose names are the order in which they are put in: what others need comes first.
import { App, type Chart, Yaml } from "cdk8s";
import { grafanaChart } from "./observability/grafana.ts";
import { observabilityChart } from "./observability/observability.ts";
import { brokerChart } from "./parts/broker.ts";
import { daprChart } from "./parts/dapr-resources.ts";
import { doormanChart } from "./parts/doorman.ts";
import { ingressChart } from "./parts/ingress.ts";
import { namespaceChart } from "./parts/namespace.ts";
import { networkPoliciesChart } from "./parts/network-policies.ts";
import { serviceChart } from "./parts/service.ts";
import { smtpServerChart } from "./parts/smtp-server.ts";
import { storeChart } from "./parts/store.ts";
import type { Release } from "./release.ts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  // oxlint-disable-next-line typescript/no-explicit-any -- every kind has other fields; whoever reads one knows which
  readonly [field: string]: any;
}
export interface Manifest {
  readonly file: string;
  readonly objects: readonly KubernetesObject[];
}

export function manifestsOf(release: Release): readonly Manifest[] {
  const app = new App();
  const steps: readonly (readonly Chart[])[] = [
    [namespaceChart(app, release)],
    [
      networkPoliciesChart(app, release),
      storeChart(app, release),
      brokerChart(app, release),
      smtpServerChart(app, release),
      observabilityChart(app, release),
      grafanaChart(app, release),
    ],
    // A sidecar that starts finds its components here, and behind them a broker that answers.
    [daprChart(app, release)],
    [...release.declarations.map((service) => serviceChart(app, service, release)), doormanChart(app, release)],
    [ingressChart(app, release)],
  ];
  return steps.flatMap((charts, step) =>
    charts
      .map((chart) => ({
        file: `${step}-${chart.node.id}.yaml`,
        objects: (chart.toJson() as KubernetesObject[]).map((object) => inNamespace(object, release)),
      }))
      .filter(({ objects }) => objects.length > 0),
  );
}

function inNamespace(object: KubernetesObject, { namespace }: Release): KubernetesObject {
  if (object.kind === "Namespace") return object;
  const { name, ...rest } = object.metadata;
  return { ...object, metadata: { name, namespace, ...rest } };
}

/** What the layer that looks at the platform brings, without what it looks at. */
export const layerOf = (release: Release): readonly Manifest[] =>
  manifestsOf(release).filter(({ file }) => /-(observability|grafana)\.yaml$/.test(file));

export const textOf = (objects: readonly KubernetesObject[]): string => Yaml.stringify(...objects);
