// Runs k6 from the PATH, beside this process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { argumentsOf, type Generated, type GeneratorOptions, hasRun, isSentLine, variablesOf } from "./generator.ts";
import { refuseElsewhere } from "./where.ts";

const SCRIPT = join(import.meta.dirname, "../k6/journey.ts");

export async function runK6(program: string, { load, sentFile, output, signal }: GeneratorOptions): Promise<Generated> {
  refuseElsewhere(load.url);
  const folder = await mkdtemp(join(tmpdir(), "millrace-k6-"));
  const consoleFile = join(folder, "console");
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
  await writeFile(sentFile, await sentIn(consoleFile));
  await rm(folder, { recursive: true, force: true });
  const generated = { exitCode: code ?? 1 };
  if (!hasRun(generated)) process.stderr.write(complaint);
  return generated;
}

async function sentIn(consoleFile: string): Promise<string> {
  const sent: string[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(consoleFile, "utf8") }))
      if (isSentLine(line)) sent.push(line);
      else process.stderr.write(`${line}\n`);
  } catch {
    // k6 has not come so far.
  }
  return sent.map((line) => `${line}\n`).join("");
}
