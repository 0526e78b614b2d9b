// Runs k6 from the PATH, beside this process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argumentsOf, type Generated, type GeneratorOptions, hasRun, variablesOf } from "./generator.ts";
import { NOTHING_SAID, readSaid, refuseGaps, type Said, textOf } from "./said.ts";
import { refuseElsewhere } from "./where.ts";

const SCRIPT = join(import.meta.dirname, "../k6/journey.ts");

export async function runK6(program: string, options: GeneratorOptions): Promise<Generated> {
  refuseElsewhere(options.load.url);
  // An older one must not pass for this one.
  await rm(options.sentFile, { force: true });
  const folder = await mkdtemp(join(tmpdir(), "millrace-k6-"));
  try {
    const consoleFile = join(folder, "console");
    const generated = { exitCode: await run(program, consoleFile, options) };
    const said = await saidIn(consoleFile);
    refuseGaps(said, generated);
    await writeFile(options.sentFile, textOf(said));
    return generated;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(program: string, consoleFile: string, { load, output, signal }: GeneratorOptions): Promise<number> {
  const quiet = output === "hidden" ? ["--quiet"] : [];
  // The token stays in the environment, which nobody else can read.
  // Without an address for questions, of which there is one for all that run on a machine.
  const told = [
    "--address",
    "",
    ...quiet,
    ...argumentsOf(load),
    "--log-format",
    "raw",
    "--console-output",
    consoleFile,
  ];
  const child = spawn(program, ["run", ...told, SCRIPT], {
    env: { ...process.env, ...variablesOf(load) },
    stdio: ["ignore", ...(output === "hidden" ? (["ignore", "pipe"] as const) : (["inherit", "inherit"] as const))],
  });
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const end = (): void => void child.kill("SIGTERM");
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end, { once: true });
  const [code] = (await once(child, "exit")) as [number | null];
  signal?.removeEventListener("abort", end);
  const exitCode = code ?? 1;
  if (!hasRun({ exitCode })) process.stderr.write(complaint);
  return exitCode;
}

async function saidIn(consoleFile: string): Promise<Said> {
  try {
    return await readSaid(createReadStream(consoleFile, "utf8"), (line) => process.stderr.write(`${line}\n`));
  } catch (error) {
    // k6 has not come so far.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return NOTHING_SAID;
    throw error;
  }
}
