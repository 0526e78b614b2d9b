// The generated parts of README files.
import { mermaid } from "#platform/derive/mermaid.ts";
import { allServicesTable, serviceTable } from "#platform/derive/service-table.ts";
import type { FoundService } from "./declarations.ts";
import { type GeneratedFile, textOf } from "./files.ts";
import { fill } from "./markers.ts";

async function filled(path: string, parts: Readonly<Record<string, string>>): Promise<GeneratedFile[]> {
  const text = await textOf(path);
  if (text === undefined) return [];
  const content = Object.entries(parts).reduce((before, [name, part]) => fill(before, name, part), text);
  return [{ path, content }];
}

export async function readmes(services: readonly FoundService[]): Promise<readonly GeneratedFile[]> {
  const declarations = services.map(({ declaration }) => declaration);
  const topology = `\`\`\`mermaid\n${mermaid(declarations)}\`\`\``;
  const main = filled("README.md", { services: allServicesTable(declarations), topology });
  const own = services.map(({ folder, declaration }) =>
    filled(`services/${folder}/README.md`, { service: serviceTable(declaration) }),
  );
  return (await Promise.all([main, ...own])).flat();
}
