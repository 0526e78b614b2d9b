// Gathers the commits of one turn of the event loop into few calls: a batch of events that came together is then one or two for the server.
import { ErrorReply } from "redis";
import { asProblem } from "./connection.ts";
import type { Functions } from "./functions.ts";

export type CommitReply = "duplicate" | "held" | "conflict" | "full" | "committed" | "met" | "otherwise";

interface Waiting {
  readonly args: readonly string[];
  /** Characters. */
  readonly length: number;
  readonly resolve: (reply: CommitReply) => void;
  readonly reject: (error: unknown) => void;
}
/** Characters: what the server reads of a connection in one turn. */
const LONGEST = 16_000;
/** So long everybody else waits for one call. */
const MOST = 16;
const FAILED = "!";

export class Commits {
  readonly #functions: Pick<Functions, "call">;
  #waiting: Waiting[] = [];

  constructor(functions: Pick<Functions, "call">) {
    this.#functions = functions;
  }
  /** `args`: as lua/commit.lua reads them. */
  send(args: readonly string[]): Promise<CommitReply> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      const length = args.reduce((sum, arg) => sum + arg.length, 0);
      this.#waiting.push({ args, length, resolve, reject });
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const part of partsOf(waiting)) void this.#call(part);
  }
  async #call(part: readonly Waiting[]): Promise<void> {
    try {
      const replies = await this.#replies(part);
      for (const [at, { resolve, reject }] of part.entries()) {
        const reply = replies[at] ?? FAILED;
        if (reply.startsWith(FAILED)) reject(asProblem(new ErrorReply(reply.slice(FAILED.length))));
        else resolve(reply as CommitReply);
      }
    } catch (error) {
      for (const { reject } of part) reject(error);
    }
  }
  async #replies(part: readonly Waiting[]): Promise<readonly string[]> {
    const [first] = part;
    if (part.length === 1 && first) return [await this.#functions.call<string>("commit", first.args)];
    const sizes = part.map(({ args }) => String(args.length));
    const all = part.flatMap(({ args }) => args);
    return this.#functions.call<string[]>("commit_all", [String(part.length), ...sizes, ...all]);
  }
}

function partsOf(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const parts: Waiting[][] = [];
  let length = 0;
  for (const each of waiting) {
    const part = parts.at(-1);
    if (part && part.length < MOST && length + each.length <= LONGEST) part.push(each);
    else {
      parts.push([each]);
      length = 0;
    }
    length += each.length;
  }
  return parts;
}
