// What the command line says about who looks at the platform: `--observability on --collector host:4318 --sampled 0.05`.
import { PORTS } from "../parts/ports.ts";
import { type Collector, OBSERVABILITY, type Release } from "../release.ts";

/** `grafana`: on, and Grafana too. */
const CHOICES = ["off", "on", "grafana"];

interface Said {
  readonly observability?: string | undefined;
  readonly collector?: string | undefined;
  readonly sampled?: string | undefined;
}

/** Throws an error that names what is wrong. */
export function observabilityOf({
  observability = "off",
  collector,
  sampled = OBSERVABILITY.sampled,
}: Said): Pick<Release, "observability" | "existing"> {
  if (!CHOICES.includes(observability)) throw new Error(`--observability is one of ${CHOICES.join(", ")}.`);
  if (!(Number(sampled) >= 0 && Number(sampled) <= 1)) throw new Error("--sampled is a number from 0 to 1.");
  const enabled = observability !== "off";
  return {
    observability: { ...OBSERVABILITY, enabled, sampled, grafana: observability === "grafana" },
    existing: collector ? { collector: collectorAt(collector) } : {},
  };
}

export function collectorAt(address: string): Collector {
  const [, host, port = PORTS.traces.otlp] = /^([\w.-]+)(?::(\d+))?$/.exec(address) ?? [];
  if (!host) throw new Error(`--collector ${address} is not host or host:port.`);
  return { host, port: Number(port) };
}
