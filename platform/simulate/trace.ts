// What happened in a run, as a rolling hash (to compare two runs) and, on request, as lines (to read one).
import { createHash } from "node:crypto";

export class Trace {
  readonly #now: () => number;
  readonly #hash = createHash("sha256");
  readonly lines: string[] = [];
  keepLines = false;
  #count = 0;

  /** `now`: milliseconds since the run began. */
  constructor(now: () => number) {
    this.#now = now;
  }
  note(what: string, who: string, detail: string): void {
    const line = `${String(this.#now()).padStart(8)} ${what.padEnd(8)} ${who.padEnd(12)} ${detail}`;
    this.#hash.update(line);
    this.#count++;
    if (this.keepLines) this.lines.push(line);
  }
  get length(): number {
    return this.#count;
  }
  /** Ends the trace. */
  digest(): string {
    return this.#hash.digest("hex").slice(0, 16);
  }
}
