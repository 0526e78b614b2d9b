// The chart's named templates: long expressions that stand in many places, and what several files need.
import { FIRST_ORDER } from "#tools/start/welcome.ts";
import { PORTS } from "../parts/ports.ts";
import { PROFILES } from "../release.ts";

/** The port of a server that is there already; brokers have each their own, so nobody need tell a usual one. */
export const portOf = (server: string): string =>
  server === "existingBroker" ? `{{ include "millrace.existingBrokerPort" . }}` : `{{ .Values.${server}.port }}`;
const usualPorts = Object.entries(PORTS.broker).map(([broker, port]) => `"${broker}" ${port}`);

const chosen = (server: string, existing: string, own: string): string =>
  `{{ if .Values.${server}.host }}${existing}{{ else }}${own}{{ end }}`;
const address = (server: string, own: string): string =>
  chosen(server, `{{ .Values.${server}.host }}:${portOf(server)}`, own);

/** Name -> text that it stands for. */
const NAMED: Readonly<Record<string, string>> = {
  redisAddress: address("existingBroker", "redis.{{ .Release.Namespace }}.svc:6379"),
  kafkaAddress: address("existingBroker", "kafka.{{ .Release.Namespace }}.svc:9092"),
  brokerSecret: chosen("existingBroker", "{{ .Values.existingBroker.secret }}", "broker"),
  storeAddress: address("existingStore", "store.{{ .Release.Namespace }}.svc:6379"),
  storeReader: chosen("existingStore", "{{ .Values.existingStore.user }}", "autoscaler"),
};

/** Puts names in place of what they stand for. */
export const withNames = (text: string): string =>
  Object.entries(NAMED).reduce(
    (shorter, [name, meaning]) => shorter.replaceAll(meaning, `{{ include "millrace.${name}" . }}`),
    text,
  );

const define = (name: string, comment: string, text: string): string =>
  `{{- /* ${comment} */ -}}\n{{- define "millrace.${name}" -}}\n${text}\n{{- end }}\n`;

export const helpers = (): string =>
  [
    ...Object.entries(NAMED).map(([name, text]) =>
      define(name, "Of the release's own server, or of the existing one.", text),
    ),
    define(
      "existingBrokerPort",
      "As it is told, or the usual one of such a broker.",
      `{{ .Values.existingBroker.port | default (get (dict ${usualPorts.join(" ")}) .Values.broker) }}`,
    ),
    define(
      "mostReplicas",
      "The most replicas of a service, from the chart's root and the service's replicas.",
      `{{- $profile := (index . 0).Values.profile }}
{{- $replicas := index . 1 }}
{{- if eq $profile "small" }}{{ max $replicas.min (min ${PROFILES.small} $replicas.max) }}{{ else }}{{ $replicas.max }}{{ end }}`,
    ),
    define(
      "text",
      "A value as text; of a large whole number YAML makes one with an exponent.",
      `{{- if kindIs "float64" . }}{{ if eq . (floor .) }}{{ int64 . }}{{ else }}{{ . }}{{ end }}{{ else }}{{ . }}{{ end }}`,
    ),
    define(
      "firstOrder",
      "The body of an order that is finished within seconds.",
      JSON.stringify(JSON.parse(FIRST_ORDER)),
    ),
  ].join("\n");
