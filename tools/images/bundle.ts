// Every program that has an image, as one file that needs nothing but Node, with the files that it reads beside it.
import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { ROOT } from "../generate/files.ts";

/** Parts that are still written in CommonJS ask for Node's modules in their own way. */
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
/** Files that this source reads when it starts, from a folder beside the program. */
const READER = "platform/runtime/store/redis/library.ts";
const READ = { from: "platform/runtime/store/redis/lua", to: "lua" };

/** `programs`: name -> where it starts, from the root of the repository. */
export async function bundlePrograms(programs: ReadonlyMap<string, string>, out: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [...programs].map(([name, main]) => ({ in: main, out: `${name}/main` })),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: "node",
    format: "esm",
    target: "node20",
    metafile: true,
    banner: { js: REQUIRE },
    logLevel: "error",
  });
  await Promise.all(
    [...programs].map(async ([name, main]) => {
      const folder = join(out, name);
      await writeFile(join(folder, "package.json"), '{"type":"module"}\n');
      if (reads(metafile, main)) await cp(join(ROOT, READ.from), join(folder, READ.to), { recursive: true });
    }),
  );
}

const reads = ({ outputs }: Metafile, main: string): boolean =>
  Object.values(outputs).some(({ entryPoint, inputs }) => entryPoint === main && READER in inputs);
