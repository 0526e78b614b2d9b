// A redis-server of our own in a folder of its own: the services' store, or the broker.
import { mkdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { Child } from "./child.ts";
import { until } from "./wait.ts";

const READY_WITHIN = 20_000;
const GRACE = 10_000;

interface RedisOptions {
  readonly name: string;
  readonly program: string;
  readonly port: number;
  readonly folder: string;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
  /** What is sent before any command of ours. */
  readonly login?: string;
}

export class RedisProcess {
  readonly #options: RedisOptions;
  readonly child: Child;

  constructor(options: RedisOptions) {
    const { name, program, port, folder, logFile, settings } = options;
    this.#options = options;
    // By default a young file is written anew again and again, just while there is much to do.
    const all = {
      "auto-aof-rewrite-min-size": "256mb",
      port: String(port),
      bind: "127.0.0.1",
      dir: folder,
      save: "",
      ...settings,
    };
    const args = Object.entries(all).flatMap(([key, value]) => [`--${key}`, value]);
    this.child = new Child({ name, command: program, args, environment: process.env, logFile, grace: GRACE });
  }
  get address(): string {
    return `127.0.0.1:${this.#options.port}`;
  }

  async start(): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true });
    this.child.start();
    const what = `${this.#options.name} on port ${this.#options.port}`;
    const isHopeless = () => !this.child.isRunning;
    // While it reads its file after a restart, it answers LOADING.
    await until(async () => (await this.ask(["PING"])).includes("+PONG"), { what, timeout: READY_WITHIN, isHopeless });
  }
  /** Ends it in whatever it does, and takes away all that it had. */
  async wipe(): Promise<void> {
    await this.child.kill();
    await rm(join(this.#options.folder), { recursive: true, force: true });
    await this.start();
  }
  /** Sends plain commands, one a line, and returns the text of all answers. */
  ask(commands: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#options.port, "127.0.0.1");
      let text = "";
      socket.setTimeout(READY_WITHIN, () => socket.destroy(new Error("Redis does not answer.")));
      socket.on("data", (data) => {
        text += data;
      });
      socket.once("error", reject);
      socket.once("end", () => resolve(text));
      const { login } = this.#options;
      socket.write([...(login ? [login] : []), ...commands, "QUIT", ""].join("\r\n"));
    });
  }
}
