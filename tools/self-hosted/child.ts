// A process that this one started: its output goes to a file, and it is ended by its own id only.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { guard } from "./guard.ts";

interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Milliseconds that it may take to end when it is asked. */
  readonly grace: number;
  /** Whether it is started again when it ends by itself. */
  readonly isRestarted?: boolean;
  /** Whether others come first where processors are scarce. */
  readonly isBackground?: boolean;
}
const NICENESS = "17";
/** By a program, because a process's priority is that of its threads, and they are there sooner than it could be changed. */
const IN_BACKGROUND = ["nice", "-n", NICENESS] as const;
/** Milliseconds after which Linux lets somebody without rights change the next group. */
const NEXT_GROUP = 100;
const TAIL = 12;
/** Milliseconds before it is started again; doubled for each time that it has ended soon after its start. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
/** Milliseconds after which an end has nothing to do with the start. */
const SOON = 30_000;

export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  #failedStarts = 0;
  /** False once it was asked to end. */
  #isWanted = false;

  constructor(options: ChildOptions) {
    this.#options = options;
  }
  get pid(): number | undefined {
    return this.isRunning ? this.#process?.pid : undefined;
  }
  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** How often in a row it has ended soon after its start. */
  get failedStarts(): number {
    return this.#failedStarts;
  }

  start(): void {
    if (this.isRunning) return;
    this.#stay();
    this.#spawn();
  }
  #spawn(): void {
    const { command, args, environment, logFile, isBackground } = this.#options;
    const [program, ...rest] = [...(isBackground ? IN_BACKGROUND : []), command, ...args] as [string, ...string[]];
    const log = openSync(logFile, "a");
    // In a group of its own: a Ctrl+C in the terminal must not end it before those that still need it.
    const child = spawn(program, rest, { env: environment, stdio: ["ignore", log, log], detached: true });
    const startedAt = performance.now();
    this.#process = child;
    child.on("error", () => undefined);
    closeSync(log);
    if (child.pid) guard.add({ pid: child.pid });
    if (child.pid && isBackground) lowerGroup(child.pid);
    child.once("exit", () => {
      if (child.pid) guard.remove({ pid: child.pid });
      this.#ended(performance.now() - startedAt);
    });
  }
  #ended(lived: number): void {
    if (!this.#isWanted) return;
    this.#failedStarts = lived < SOON ? this.#failedStarts + 1 : 1;
    if (!this.#options.isRestarted) return;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.#failedStarts - 1));
    this.#restart = setTimeout(() => this.#spawn(), pause);
  }
  /** Forgets earlier ends. */
  #stay(): void {
    clearTimeout(this.#restart);
    this.#isWanted = true;
    this.#failedStarts = 0;
  }
  /** Asks it to end, and makes it when it does not. */
  async stop(): Promise<void> {
    this.#leave();
    if (!this.isRunning) return;
    const insist = setTimeout(() => this.#process?.kill("SIGKILL"), this.#options.grace);
    await this.#end("SIGTERM");
    clearTimeout(insist);
  }
  async kill(): Promise<void> {
    this.#leave();
    await this.#end("SIGKILL");
  }
  /** The last that it said. */
  lastWords(): string {
    const { name, logFile } = this.#options;
    const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-TAIL);
    return `The last lines of ${name}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
  }

  #leave(): void {
    clearTimeout(this.#restart);
    this.#isWanted = false;
  }
  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || !this.isRunning) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

/** Where Linux gives each session a share of its own (autogroup), a process's priority counts among those of its session only. */
function lowerGroup(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, NICENESS);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Otherwise there are no such groups here, or the process has ended.
    if (code === "EAGAIN") setTimeout(() => lowerGroup(pid), NEXT_GROUP).unref();
  }
}
