// What is said at /metrics: the services of this process, its requests, and the process itself.
import type { ServiceRuntime } from "../service-runtime.ts";
import type { Family } from "./family.ts";
import type { HttpFigures } from "./http-figures.ts";
import type { Traces } from "./open-traces.ts";
import { figuresOf } from "./service-figures.ts";

type Labels = Readonly<Record<string, string>>;

/** `process`: what is said beside the figures of the process itself, such as whose it is. */
export interface Told {
  readonly http: HttpFigures;
  readonly traces?: Traces | undefined;
  readonly process?: Labels;
}

export async function metricsText(
  runtimes: Iterable<ServiceRuntime>,
  { http, traces, process: own = {} }: Told,
): Promise<string> {
  // OpenTelemetry is loaded when somebody first looks, not at every start.
  const { prometheusText } = await import("./family.ts");
  const services = await Promise.all(Array.from(runtimes, figuresOf));
  return prometheusText([
    ...joined(services.flat()),
    http.family(),
    ...(traces?.figures(own) ?? []),
    ...processFigures(own),
  ]);
}

/** The same family of several services as one. */
function joined(families: readonly Family[]): Family[] {
  const byName = new Map<string, Family>();
  for (const family of families) {
    const known = byName.get(family.name);
    const points = [...(known?.points ?? []), ...family.points];
    byName.set(family.name, { ...family, points } as Family);
  }
  return [...byName.values()];
}

function processFigures(labels: Labels): readonly Family[] {
  const { user, system } = process.cpuUsage();
  const one = (value: number) => [{ labels, value }];
  return [
    {
      name: "process_cpu_seconds_total",
      help: "Processor time of this process.",
      kind: "counter",
      points: one((user + system) / 1_000_000),
    },
    {
      name: "process_resident_memory_bytes",
      help: "Memory of this process.",
      kind: "gauge",
      points: one(process.memoryUsage.rss()),
    },
  ];
}
