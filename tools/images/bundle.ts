// Every program that has an image, as one file that needs nothing but Node, with the files that it reads beside it.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BuildOptions, build, context, type Metafile, type Plugin } from "esbuild";
import { ROOT } from "../generate/files.ts";

/** Parts that are still written in CommonJS ask for Node's modules in their own way. */
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
/** Files that this source reads when it starts, from a folder beside the program. */
const READER = "platform/runtime/store/redis/library.ts";
const READ = { from: "platform/runtime/store/redis/lua", to: "lua" };

/** Name -> where it starts, from the root of the repository. */
export type Programs = ReadonlyMap<string, string>;

export async function bundlePrograms(programs: Programs, out: string): Promise<void> {
  await Promise.all([...programs.keys()].map((name) => rm(join(out, name), { recursive: true, force: true })));
  await build(optionsOf(programs, out));
}

/** Bundles again whenever a source changes, until the process ends; what has not changed is not written. */
export async function keepBundled(programs: Programs, out: string): Promise<void> {
  await (await context(optionsOf(programs, out))).watch();
}

const optionsOf = (programs: Programs, out: string): BuildOptions => ({
  absWorkingDir: ROOT,
  entryPoints: [...programs].map(([name, main]) => ({ in: main, out: `${name}/main` })),
  outdir: out,
  // Written below, and only what is another than before.
  write: false,
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
  plugins: [writer(programs, out)],
});

const writer = (programs: Programs, out: string): Plugin => ({
  name: "writer",
  setup: (bundling) =>
    bundling.onEnd(async ({ metafile, outputFiles = [] }) => {
      if (!metafile) return;
      for (const { path, text } of outputFiles) await put(path, text);
      for (const [name, main] of programs) {
        await put(join(out, name, "package.json"), '{"type":"module"}\n');
        if (!reads(metafile, main)) continue;
        for (const file of await readdir(join(ROOT, READ.from)))
          await put(join(out, name, READ.to, file), await readFile(join(ROOT, READ.from, file), "utf8"));
      }
    }),
});

const reads = ({ outputs }: Metafile, main: string): boolean =>
  Object.values(outputs).some(({ entryPoint, inputs }) => entryPoint === main && READER in inputs);

async function put(path: string, text: string): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => undefined)) === text) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
