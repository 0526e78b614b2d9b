// The replica's counts in the Prometheus text format.
import type { ServiceRuntime } from "./service-runtime.ts";

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
const line = (name: string, labels: Record<string, string>, value: number): string =>
  `${name}{${Object.entries(labels)
    .map(([key, text]) => `${key}="${escaped(text)}"`)
    .join(",")}} ${value}`;

const GAUGES = {
  outbox: "Events that wait to be published.",
  parked: "Events that wait for their next attempt.",
  dead: "Events given up.",
} as const;

export async function metricsText(runtimes: Iterable<ServiceRuntime>): Promise<string> {
  const running = [...runtimes];
  const stored = await Promise.all(running.map(({ store }) => store.tally()));
  const events = running.flatMap(({ name, tallies }) =>
    tallies
      .entries()
      .map(({ kind, topic, count }) => line("millrace_events_total", { service: name, topic, outcome: kind }, count)),
  );
  const gauges = Object.entries(GAUGES).flatMap(([key, help]) => [
    `# HELP millrace_${key} ${help}`,
    `# TYPE millrace_${key} gauge`,
    ...running.map(({ name }, at) =>
      line(`millrace_${key}`, { service: name }, stored[at]?.[key as keyof typeof GAUGES] ?? 0),
    ),
  ]);
  return [
    "# HELP millrace_events_total Events by what became of them.",
    "# TYPE millrace_events_total counter",
    ...events,
    ...gauges,
    "",
  ].join("\n");
}
