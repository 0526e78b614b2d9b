// The chart's passwords: made at the installation, kept at upgrades, in the same secrets that `make secrets` writes.
import { createHash } from "node:crypto";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { BROKER, STORE } from "../parts/secrets.ts";
import { type Secret, secretsOf } from "../secrets/secrets.ts";
import { MARKS, markedRelease } from "./marked-release.ts";
import { templateOf } from "./template-text.ts";

/** Text that holds a password of another place as a hash with random salt; there RabbitMQ may as well hash it itself. */
const HASHED = /"password_hash":"[^"]+","hashing_algorithm":"[^"]+"/;
const mark = (secret: string, key: string): string => `@${secret} ${key}@`;
/** Secrets that are not needed where the server was there before. */
const GUARDS: Readonly<Record<string, string>> = {
  [STORE.name]: "not .Values.existingStore.host",
  [BROKER.name]: "not .Values.existingBroker.host",
};

const HEAD = (places: string): string => `{{- if .Values.secrets.create }}
{{- $passwords := dict }}
{{- range $secret, $keys := fromYaml \`
${places}
\` }}
{{- $known := get (lookup "v1" "Secret" $.Release.Namespace $secret) "data" | default dict }}
{{- range $keys }}
{{- $_ := set $passwords (print $secret " " .) (hasKey $known . | ternary (get $known . | b64dec) (randAlphaNum 32)) }}
{{- end }}
{{- end }}
`;

export function secretsTemplate(declarations: readonly ServiceDeclaration[]): string {
  const release = markedRelease(declarations, {
    broker: "redis",
    hasStore: false,
    hasBroker: false,
    hasCollector: false,
    hasMail: false,
    faults: false,
    observed: false,
  });
  const sample = secretsOf(release, new Map());
  const marked = new Map(
    sample.map(({ metadata: { name }, stringData }) => [
      name,
      Object.fromEntries(Object.keys(stringData).map((key) => [key, mark(name, key)])),
    ]),
  );
  const secrets = secretsOf(release, marked);
  const places = secrets.flatMap(({ metadata: { name }, stringData }) =>
    Object.entries(stringData).flatMap(([key, value]) => (value === mark(name, key) ? [{ name, key }] : [])),
  );
  const marks = new Map([
    ...MARKS,
    ...places.flatMap(({ name, key }) => {
      const password = `index $passwords "${name} ${key}"`;
      const hash = createHash("sha256").update(mark(name, key)).digest("hex");
      return [
        [mark(name, key), `{{ ${password} }}`],
        // In a URL; there a plus would be one, and not a space.
        [encodeURIComponent(mark(name, key)), `{{ ${password} | urlquery | replace "+" "%20" }}`],
        [hash, `{{ ${password} | sha256sum }}`],
      ] as const;
    }),
  ]);
  const names = [...new Set(places.map(({ name }) => name))];
  const keysOf = (secret: string) => places.filter(({ name }) => name === secret).map(({ key }) => key);
  const list = names.map((name) => `${name}: [${keysOf(name).join(", ")}]`).join("\n");
  return `${HEAD(list)}${secrets.map((secret) => documentOf(secret, marks)).join("")}{{- end }}\n`;
}

function documentOf(secret: Secret, marks: ReadonlyMap<string, string>): string {
  const { name } = secret.metadata;
  const stringData = Object.fromEntries(
    Object.entries(secret.stringData).map(([key, value]) => [
      key,
      value.replace(HASHED, `"password":"${mark(BROKER.name, BROKER.password)}"`),
    ]),
  );
  const text = `---\n${templateOf({ ...secret, metadata: { ...secret.metadata }, stringData }, marks)}`;
  const guard = GUARDS[name];
  return guard ? `{{- if ${guard} }}\n${text}{{- end }}\n` : text;
}
