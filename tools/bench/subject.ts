// Starts a fresh platform for one measurement, bundled as the images are, and talks to it.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Answer, Question } from "./questions.ts";

const ENTRY = fileURLToPath(new URL("./platform-process.ts", import.meta.url));
/** Express and pino are CommonJS and want a `require`. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** The platform as one file; answers its path. */
export async function bundle(): Promise<string> {
  const outfile = join(await mkdtemp(join(tmpdir(), "millrace-bench-")), "platform.mjs");
  await build({
    entryPoints: [ENTRY],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: REQUIRE },
  });
  return outfile;
}

export class Subject {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }
  /** `products`: size of the catalogue. Ready when the catalogue has reached every service. */
  static async start(
    file: string,
    products: number,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Subject> {
    const env = { ...process.env, ...environment, BENCH_PRODUCTS: String(products) };
    const child = fork(file, { env, execArgv: ["--expose-gc"] });
    await once(child, "message");
    const subject = new Subject(child);
    await subject.idle();
    return subject;
  }
  async ask(question: Question): Promise<Answer> {
    this.#child.send(question);
    const [answer] = (await once(this.#child, "message")) as [Answer];
    return answer;
  }
  /** Waits until everything that was accepted is worked off. */
  async idle(): Promise<Answer> {
    for (let calm = 0; ; ) {
      const answer = await this.ask("status");
      calm = answer.isIdle ? calm + 1 : 0;
      if (calm >= 3) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  async stop(): Promise<void> {
    this.#child.disconnect();
    await once(this.#child, "exit");
  }
}
