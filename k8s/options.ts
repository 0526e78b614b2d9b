// How a release is told on a command line: the same options for every tool that makes one or changes it.
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { observabilityOf } from "./observability/options.ts";
import { checkChosen } from "./parts/choosable.ts";
import { isProfile, PROFILES, type Release, SIZES, type Size } from "./release.ts";

const text = { type: "string" } as const;
export const RELEASE_OPTIONS = {
  broker: text,
  registry: text,
  tag: text,
  namespace: text,
  /** `small`: no service gets more than two replicas. */
  profile: text,
  /** `on`: services may be made slow or failing on purpose, and replicas killed. */
  faults: text,
  /** `on`, `grafana`: Prometheus, Alertmanager, Jaeger; Grafana too. */
  observability: text,
  /** One that is there already: host, or host:port. */
  collector: text,
  /** The share of orders whose traces are told, from 0 to 1. */
  sampled: text,
  /** Limits and settings: `CLIENT_RATE=20 SMTP_FROM=Shop <orders@shop.example>`. */
  settings: text,
  /** How much they may hold: `20Gi`, `512Mi`; memory is that of Redis. */
  "store-disk": text,
  "store-memory": text,
  "broker-disk": text,
  "broker-memory": text,
  /** The secret with the address of a real mail server, and the port that stands in it. */
  "mail-secret": text,
  "mail-port": text,
} as const;

type Told = { readonly [Name in keyof typeof RELEASE_OPTIONS]?: string | undefined };
type Before = Pick<Release, "existing" | "sizes" | "chosen">;

/** What was told, and nothing else; `before` is what it adds to. Throws for a value that nobody can mean. */
export function choiceOf(
  told: Told,
  { existing, sizes, chosen }: Before = { existing: {}, sizes: SIZES, chosen: {} },
): Partial<Release> {
  const { observability, collector, sampled, settings } = told;
  const seen = (observability ?? collector ?? sampled) && observabilityOf({ observability, collector, sampled });
  const { collector: _, ...others } = existing;
  return {
    ...namesIn(told),
    ...kindsIn(told),
    ...(seen && { observability: seen.observability }),
    existing: { ...(seen ? { ...others, ...seen.existing } : existing), ...mailOf(told) },
    sizes: { store: sizeOf("store", told, sizes.store), broker: sizeOf("broker", told, sizes.broker) },
    chosen: settings ? settingsIn(settings, chosen) : chosen,
  };
}

const namesIn = ({ registry, tag, namespace }: Told): Partial<Release> =>
  Object.fromEntries(Object.entries({ registry, tag, namespace }).filter(([, name]) => name));

function kindsIn({ broker, profile, faults }: Told): Partial<Release> {
  if (broker !== undefined && !isBroker(broker)) throw new Error(`--broker is one of ${BROKERS.join(", ")}.`);
  if (profile !== undefined && !isProfile(profile))
    throw new Error(`--profile is one of ${Object.keys(PROFILES).join(", ")}.`);
  if (faults !== undefined && faults !== "on" && faults !== "off") throw new Error("--faults is on or off.");
  return { ...(broker && { broker }), ...(profile && { profile }), ...(faults && { faults: faults === "on" }) };
}

/** Each value goes on until the next name. */
function settingsIn(said: string, before: Release["chosen"]): Release["chosen"] {
  const [stray = "", ...rest] = said.trim().split(/(?:^|\s+)([A-Z][A-Z0-9_]*)=/);
  if (stray) throw new Error(`--settings is NAME=value NAME=value …, and not ${stray}.`);
  const told = Object.fromEntries(rest.flatMap((name, at) => (at % 2 === 0 ? [[name, rest[at + 1] ?? ""]] : [])));
  const settings = { ...before, ...told };
  checkChosen(settings, declarations);
  return settings;
}

function sizeOf(server: "store" | "broker", told: Told, before: Size): Size {
  const { [`${server}-disk` as const]: disk, [`${server}-memory` as const]: memory } = told;
  for (const [option, size] of Object.entries({ disk, memory }))
    if (size && !/^[1-9]\d*[MG]i$/.test(size)) throw new Error(`--${server}-${option} is such as 512Mi or 20Gi.`);
  return { disk: disk || before.disk, memory: memory || before.memory };
}

const SUBMISSION = "587";

function mailOf({ "mail-secret": secret, "mail-port": said }: Told): Pick<Release["existing"], "mail"> {
  if (!secret && said) throw new Error("--mail-port needs --mail-secret: the secret whose key `url` is smtp://….");
  if (!secret) return {};
  const port = Number(said || SUBMISSION);
  if (!(Number.isInteger(port) && port > 0 && port < 65_536)) throw new Error("--mail-port is a port.");
  return { mail: { secret, port } };
}
