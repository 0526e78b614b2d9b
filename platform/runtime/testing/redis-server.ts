// A Redis server of a test's own, on a free port and with a folder that is removed afterwards.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";

const PROGRAM = process.env["REDIS_SERVER"] || "redis-server";
const OLDEST = 7;
const START_WITHIN = 10_000;

/** Why there is no server to test with, and how to get one; `undefined` when there is. */
export function missingRedisServer(): string | undefined {
  const remedy = `install Redis ${OLDEST} or newer (apt-get install redis-server, brew install redis), or name the program in REDIS_SERVER`;
  try {
    const said = execFileSync(PROGRAM, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const version = Number(/v=(\d+)\./.exec(said)?.[1]);
    return version >= OLDEST ? undefined : `${PROGRAM} is too old: ${remedy}.`;
  } catch {
    return `${PROGRAM} was not found: ${remedy}.`;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export class RedisServer {
  readonly port: number;
  readonly #options: readonly string[];
  /** Of whoever administers it; empty where everybody may. */
  readonly #login: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "millrace-redis-"));
  #process: ChildProcess | undefined;

  private constructor(port: number, options: readonly string[], login: string) {
    this.port = port;
    this.#options = options;
    this.#login = login;
  }
  /** With `appendfsync always`, unless `options` say otherwise. */
  static async start(...options: string[]): Promise<RedisServer> {
    return RedisServer.startAs("", ...options);
  }
  /** For a server that lets in only those with a name: `login` is "user:password" of its administrator. */
  static async startAs(login: string, ...options: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), options, login);
    await server.start();
    return server;
  }
  get url(): string {
    return this.urlAs(this.#login);
  }
  urlAs(login: string): string {
    return `redis://${login && `${login}@`}127.0.0.1:${this.port}`;
  }
  get pid(): number | undefined {
    return this.#process?.pid;
  }
  /** Starts it, or starts it again with what it had on its disk. */
  async start(): Promise<void> {
    const place = ["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#folder, "--save", ""];
    const durable = ["--appendonly", "yes", "--appendfsync", "always"];
    this.#process = spawn(PROGRAM, [...place, ...durable, ...this.#options], { stdio: "ignore" });
    const end = performance.now() + START_WITHIN;
    while (!(await this.#answers()))
      if (performance.now() > end) throw new Error(`${PROGRAM} did not answer within ${START_WITHIN} ms.`);
  }
  /** Stops it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }
  /** Lets it stand still without closing anything, and go on. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#process?.kill(signal);
  }
  async stop(): Promise<void> {
    await this.#end("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }
  /** Sends one command, as an administrator would. */
  async command<T>(...command: string[]): Promise<T> {
    const client = createClient({ url: this.url, socket: { reconnectStrategy: false } });
    client.on("error", () => {});
    await client.connect();
    try {
      return await client.sendCommand<T>(command);
    } finally {
      client.destroy();
    }
  }

  async #answers(): Promise<boolean> {
    try {
      return (await this.command("PING")) === "PONG";
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return false;
    }
  }
  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, "exit");
    running.kill(signal);
    await ended;
  }
}
