// Starts the platform on a Redis server, and asks it how it is.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RedisServer } from "#platform/runtime/testing/redis-server.ts";
import type { State } from "./platform-process.ts";

const ENTRY = join(import.meta.dirname, "platform-process.ts");
/** Idle so often in a row: heartbeats come in between. */
const CALM = 3;

export class Platform {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }
  static async start(server: RedisServer, environment: Readonly<Record<string, string>> = {}): Promise<Platform> {
    const env = { ...process.env, ...environment, STORE_URL: server.url };
    const child = fork(ENTRY, { env, execArgv: ["--import", "tsx"] });
    const ended = once(child, "exit").then(() => Promise.reject(new Error("The platform has ended.")));
    await Promise.race([once(child, "message"), ended]);
    ended.catch(() => undefined);
    return new Platform(child);
  }
  async ask(): Promise<State> {
    this.#child.send("state");
    const [state] = (await once(this.#child, "message")) as [State];
    return state;
  }
  /** Waits until everything that was accepted is worked off; returns the commits that it took. */
  async idle(): Promise<readonly number[]> {
    const commits: number[] = [];
    for (let calm = 0; calm < CALM; ) {
      const state = await this.ask();
      for (const commit of state.commits) commits.push(commit);
      calm = state.isIdle ? calm + 1 : 0;
      await sleep(50);
    }
    return commits;
  }
  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
  }
}
