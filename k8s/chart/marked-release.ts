// A release with marks in place of what a chart's user decides; in the templates an expression stands where a mark was.

import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { EXAMPLES } from "#tools/start/examples.ts";
import { type Release, releaseOf } from "../release.ts";
import { portOf } from "./named-templates.ts";
import type { Marks } from "./template-text.ts";

const mark = (path: string): string => `@${path}@`;
/** Numbers that stand nowhere else. */
const PORT_MARKS = {
  existingStore: 64_001,
  existingBroker: 64_002,
  existingCollector: 64_003,
  existingMail: 64_004,
} as const;

const TEXTS = [
  "image.registry",
  "image.tag",
  "ingress.className",
  "namespaces.ingress",
  "namespaces.autoscaler",
  "namespaces.dapr",
  "existingStore.host",
  "existingStore.user",
  "existingStore.secret",
  "existingBroker.host",
  "existingBroker.secret",
  "existingCollector.host",
  "existingMail.secret",
  "observability.sampled",
  "observability.brokerExporter",
  "observability.mail.server",
  "observability.mail.from",
  "observability.mail.to",
];

export const MARKS: Marks = new Map([
  [mark("namespace"), "{{ .Release.Namespace }}"],
  ...Object.keys(EXAMPLES).map(
    (name) => [mark(`examples.${name}`), `{{ include "millrace.text" .Values.examples.${name} }}`] as const,
  ),
  ...TEXTS.map((path) => [mark(path), `{{ .Values.${path} }}`] as const),
  ...Object.entries(PORT_MARKS).map(([server, port]) => [String(port), portOf(server)] as const),
]);

/** What changes more than a text: each stands in the templates as a condition. */
export interface Variant {
  readonly broker: Broker;
  readonly hasStore: boolean;
  readonly hasBroker: boolean;
  readonly faults: boolean;
  readonly hasCollector: boolean;
  readonly hasMail: boolean;
  readonly observed: boolean;
}

export function markedRelease(declarations: readonly ServiceDeclaration[], variant: Variant): Release {
  const { broker, faults, hasStore, hasBroker, hasCollector, hasMail, observed } = variant;
  const place = (name: keyof typeof PORT_MARKS) => ({ host: mark(`${name}.host`), port: PORT_MARKS[name] });
  const server = (name: keyof typeof PORT_MARKS) => ({ ...place(name), secret: mark(`${name}.secret`) });
  const mail = (what: string) => mark(`observability.mail.${what}`);
  const { settings } = releaseOf({ declarations, broker, namespace: mark("namespace") });
  return releaseOf({
    declarations,
    broker,
    faults,
    namespace: mark("namespace"),
    registry: mark("image.registry"),
    tag: mark("image.tag"),
    ingressClass: mark("ingress.className"),
    namespaces: {
      ingress: mark("namespaces.ingress"),
      autoscaler: mark("namespaces.autoscaler"),
      dapr: mark("namespaces.dapr"),
    },
    settings: {
      ...settings,
      ...Object.fromEntries(Object.keys(EXAMPLES).map((name) => [name, mark(`examples.${name}`)])),
    },
    existing: {
      ...(hasStore ? { store: { ...server("existingStore"), user: mark("existingStore.user") } } : {}),
      ...(hasBroker ? { broker: server("existingBroker") } : {}),
      ...(hasCollector ? { collector: place("existingCollector") } : {}),
      ...(hasMail ? { mail: { secret: mark("existingMail.secret"), port: PORT_MARKS.existingMail } } : {}),
    },
    observability: {
      enabled: observed,
      sampled: mark("observability.sampled"),
      brokerExporter: mark("observability.brokerExporter"),
      // Its objects are in a file of their own, under a condition of their own.
      grafana: true,
      mail: { server: mail("server"), from: mail("from"), to: mail("to") },
    },
  });
}
