// docs/reference: documents and pages for those who build on the system.
import { asyncapi } from "#platform/derive/asyncapi.ts";
import { mermaid } from "#platform/derive/mermaid.ts";
import { openapi } from "#platform/derive/openapi.ts";
import { topology } from "#platform/derive/topology.ts";
import { configurationPage } from "./configuration-page.ts";
import type { FoundEvent, FoundService } from "./declarations.ts";
import { eventsPage } from "./events-page.ts";
import { type GeneratedFile, json } from "./files.ts";
import { problemsPage } from "./problems-page.ts";
import { servicesPage } from "./services-page.ts";

const FOLDER = "docs/reference";

export function reference(events: readonly FoundEvent[], services: readonly FoundService[]): readonly GeneratedFile[] {
  const declarations = services.map(({ declaration }) => declaration);
  const page = (name: string, content: string) => ({ path: `${FOLDER}/${name}`, content });
  return [
    json(`${FOLDER}/asyncapi.json`, asyncapi(declarations)),
    json(`${FOLDER}/openapi.json`, openapi(declarations)),
    json(`${FOLDER}/topology.json`, topology(declarations)),
    page("topology.mmd", mermaid(declarations)),
    page("problems.md", problemsPage()),
    page("configuration.md", configurationPage(declarations)),
    page("services.md", servicesPage(declarations)),
    page(
      "events.md",
      eventsPage(
        events.map(({ event }) => event),
        declarations,
      ),
    ),
  ];
}
