// The topology as a picture: services are nodes, the events between two of them label one arrow. Observers would hide it.
import type { ServiceDeclaration } from "../declare/service.ts";
import { topology } from "./topology.ts";

/** An id that Mermaid accepts: capitals keep words such as `end` from being read as its own. */
const idOf = (service: string) => service.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** @example mermaid(declarations) // flowchart LR … Order -- "OrderCreated" --> Inventory */
export function mermaid(declarations: readonly ServiceDeclaration[]): string {
  const { services, edges } = topology(declarations);
  const drawn = new Set(services.filter(({ observes }) => observes === "declared").map(({ name }) => name));
  const labels = new Map<string, { from: string; to: string; events: string[] }>();
  for (const { event, from, to } of edges) {
    if (!drawn.has(from) || !drawn.has(to)) continue;
    const arrow = labels.get(`${from} ${to}`) ?? { from, to, events: [] };
    arrow.events.push(event);
    labels.set(`${from} ${to}`, arrow);
  }
  const arrows = [...labels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, arrow]) => arrow);
  return [
    "flowchart LR",
    ...[...drawn].map((name) => `  ${idOf(name)}["${name}"]`),
    ...arrows.map(({ from, to, events }) => `  ${idOf(from)} -- "${events.join("<br/>")}" --> ${idOf(to)}`),
    "",
  ].join("\n");
}
