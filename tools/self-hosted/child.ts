// A process that this one started: its output goes to a file, and it is ended by its own id only.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";

interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Milliseconds that it may take to end when it is asked. */
  readonly grace: number;
}
const TAIL = 12;

export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;

  constructor(options: ChildOptions) {
    this.#options = options;
  }
  get pid(): number | undefined {
    return this.isRunning ? this.#process?.pid : undefined;
  }
  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  start(): void {
    if (this.isRunning) return;
    const { command, args, environment, logFile } = this.#options;
    const log = openSync(logFile, "a");
    // In a group of its own: a Ctrl+C in the terminal must not end it before those that still need it.
    this.#process = spawn(command, args, { env: environment, stdio: ["ignore", log, log], detached: true });
    this.#process.on("error", () => undefined);
    closeSync(log);
  }
  /** Asks it to end, and makes it when it does not. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const insist = setTimeout(() => this.#process?.kill("SIGKILL"), this.#options.grace);
    await this.#end("SIGTERM");
    clearTimeout(insist);
  }
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }
  /** The last that it said. */
  lastWords(): string {
    const { name, logFile } = this.#options;
    const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-TAIL);
    return `The last lines of ${name}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || !this.isRunning) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}
