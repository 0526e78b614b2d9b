// Customers who come for as long as they are wanted. k6 is told beforehand for how long, but a fault may take longer than was planned.
import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { SentLine } from "#tools/load/sent.ts";
import type { Generator, Load } from "../generator/generator.ts";

interface CrowdOptions {
  readonly generator: Generator;
  readonly load: Load & { readonly rate: number; readonly seconds: number };
  /** Is written anew. */
  readonly sentFile: string;
  /** What came in before them. */
  readonly firstLines?: readonly SentLine[];
  /** Seconds for which more come, and more again. */
  readonly more?: number;
  readonly signal?: AbortSignal | undefined;
}
const MORE = 10;
/** Milliseconds: less is not worth another k6, as the first one's customers come a moment later than it was started. */
const NEARLY_OVER = 5_000;

export class Crowd {
  readonly #options: CrowdOptions;
  readonly #over = new AbortController();
  #promised = 0;
  #until = Infinity;
  #running: Promise<void> = Promise.resolve();
  /** The files that say what was sent, one of each load. */
  readonly #parts: Promise<string>[] = [];

  constructor(options: CrowdOptions) {
    this.#options = options;
  }
  /** Customers whom all loads have promised so far. */
  get promised(): number {
    return this.#promised;
  }
  start(): void {
    this.#running = this.#run();
    // It is awaited when the fault is over; an earlier end must not end this process.
    this.#running.catch(() => undefined);
  }
  /** Nobody needs to come after this moment, in milliseconds since 1970. Done when everybody who came was served or gave up. */
  async until(moment: number): Promise<void> {
    this.#until = moment;
    await this.#running;
  }
  /** Nobody more, and nobody waits for those who are there. Done when every k6 has ended. */
  async leave(): Promise<void> {
    this.#over.abort();
    await Promise.allSettled([this.#running, ...this.#parts]);
  }

  async #run(): Promise<void> {
    const { load, sentFile, firstLines = [], more = MORE, signal } = this.#options;
    const ending = signal ? AbortSignal.any([signal, this.#over.signal]) : this.#over.signal;
    for (let number = 0; number === 0 || Date.now() < this.#until - NEARLY_OVER; number++) {
      const seconds = number === 0 ? load.seconds : more;
      const part = this.#part(number, seconds, ending);
      this.#parts.push(part);
      this.#promised += load.rate * seconds;
      // Until this one's customers have come: the next k6 needs about as long to begin as this one did.
      const rest = sleep(seconds * 1_000, undefined, { signal: ending });
      await Promise.race([part.then(() => rest), rest]);
    }
    await writeFile(sentFile, firstLines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    for (const part of await Promise.all(this.#parts)) {
      await appendFile(sentFile, await readFile(part));
      await rm(part);
    }
  }
  /** The file that says what was sent. */
  async #part(number: number, seconds: number, signal: AbortSignal): Promise<string> {
    const { generator, load, sentFile } = this.#options;
    const file = `${sentFile}.${number}`;
    const own = { ...load, seconds, run: `${load.run}-${number}` };
    const { exitCode } = await generator({ load: own, sentFile: file, output: "hidden", signal });
    if (exitCode !== 0) throw new Error("There was no load: k6 has ended before its time.");
    return file;
  }
}
