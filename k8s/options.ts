// How a release is told on a command line: the same options for every tool that makes one or changes it.
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { observabilityOf } from "./observability/options.ts";
import { isProfile, PROFILES, type Release } from "./release.ts";

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
} as const;

type Told = { readonly [Name in keyof typeof RELEASE_OPTIONS]?: string | undefined };

/** What was told, and nothing else; throws for a value that nobody can mean. */
export function choiceOf({
  broker,
  profile,
  faults,
  observability,
  collector,
  sampled,
  ...names
}: Told): Partial<Release> {
  if (broker !== undefined && !isBroker(broker)) throw new Error(`--broker is one of ${BROKERS.join(", ")}.`);
  if (profile !== undefined && !isProfile(profile))
    throw new Error(`--profile is one of ${Object.keys(PROFILES).join(", ")}.`);
  if (faults !== undefined && faults !== "on" && faults !== "off") throw new Error("--faults is on or off.");
  return {
    ...Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined)),
    ...(broker && { broker }),
    ...(profile && { profile }),
    ...(faults && { faults: faults === "on" }),
    ...((observability ?? collector ?? sampled) && observabilityOf({ observability, collector, sampled })),
  };
}
