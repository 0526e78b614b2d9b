// Every service as one file of plain JavaScript, so that thirteen processes start in the time of one.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";
import type { ServiceProgram } from "./service-program.ts";

export const ROOT = join(import.meta.dirname, "../..");
/** Below the repository, so that packages are found from here. */
const OUT = join(ROOT, "node_modules/.cache/self-hosted");

/** A file that lies beside its source is still looked for there. */
const keepFolders: Plugin = {
  name: "keep-folders",
  setup: (esbuild) =>
    esbuild.onLoad({ filter: /\/(contracts|platform|services)\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return { loader: "ts", contents: source.replaceAll("import.meta.dirname", JSON.stringify(dirname(path))) };
    }),
};

/** Returns where the program of a service lies. */
export async function bundleServices(programs: readonly ServiceProgram[]): Promise<(name: string) => string> {
  const folder = join(OUT, String(process.pid));
  await build({
    absWorkingDir: ROOT,
    entryPoints: programs.map(({ declaration, main }) => ({ in: main, out: declaration.name })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "error",
    plugins: [keepFolders],
  });
  return (name) => join(folder, `${name}.mjs`);
}

export const bundleFolder = (): string => join(OUT, String(process.pid));
