// Tables about services for their READMEs, so that prose and declaration cannot drift apart.
import { DAY, HOUR, MINUTE, SECOND } from "../declare/duration.ts";
import type { EventType } from "../declare/event.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { emittedBy, heardBy } from "./graph.ts";

const NOTHING = "–";

/** `|` would end a cell. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const code = (text: string) => `\`${text}\``;

/** A markdown table; empty without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const eventList = (events: readonly EventType[]) =>
  events
    .filter(({ control }) => !control)
    .map(({ name }) => code(name))
    .join(", ") || NOTHING;

/** @example periodOf(30_000) // "30 s" */
export function periodOf(ms: number): string {
  const units = [
    [DAY, "d"],
    [HOUR, "h"],
    [MINUTE, "min"],
    [SECOND, "s"],
  ] as const;
  const [size, unit] = units.find(([candidate]) => ms % candidate === 0) ?? [1, "ms"];
  return `${ms / size} ${unit}`;
}

const routesOf = ({ routes }: ServiceDeclaration) =>
  Object.values(routes).map(({ method, path, summary, administrator, emits }) => [
    code(`${method} ${path}`) + (administrator ? " \\*" : ""),
    summary,
    eventList(emits),
  ]);

const reactionsOf = ({ observes, reactions }: ServiceDeclaration) =>
  observes === "all"
    ? [["every event and every dead letter", NOTHING]]
    : Object.values(reactions).map(({ event, emits }) => [code(event.name), eventList(emits)]);

/** One service: what it listens to and answers, its HTTP doors, schedules and state. */
export function serviceTable(service: ServiceDeclaration): string {
  const { routes, schedules, state } = service;
  const tables = [
    table(["Listens to", "Answers with"], reactionsOf(service)),
    table(["HTTP", "Does", "Publishes"], routesOf(service)),
    table(
      ["Every", "Does", "Publishes"],
      Object.entries(schedules).map(([name, { every, emits }]) => [periodOf(every), code(name), eventList(emits)]),
    ),
    table(
      ["State", "Kind"],
      Object.entries(state).map(([name, { kind }]) => [code(name), kind]),
    ),
    Object.values(routes).some(({ administrator }) => administrator) ? "\\* needs the administrator's token." : "",
  ];
  return tables.filter((part) => part !== "").join("\n\n");
}

/** All services, one row each. */
export function allServicesTable(declarations: readonly ServiceDeclaration[]): string {
  const rows = declarations.map((service) => [
    `[${service.name}](services/${service.name})`,
    service.summary,
    service.observes === "all" ? "everything" : eventList(heardBy(service, declarations)),
    eventList(emittedBy(service)),
    Object.values(service.routes)
      .map(({ method, path }) => code(`${method} ${path}`))
      .join("<br>") || NOTHING,
  ]);
  return table(["Service", "What it does", "Listens to", "Answers with", "HTTP"], rows);
}
