// A real Dapr sidecar of a test's own, in a folder that is removed afterwards.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Resource } from "../../derive/dapr/resource.ts";
import { listen } from "../http/listen.ts";

const PROGRAM = process.env["DAPRD"] || "daprd";
const START_WITHIN = 20_000;

/** Why there is no sidecar to test with, and how to get one; `undefined` when there is. */
export function missingSidecar(): string | undefined {
  try {
    execFileSync(PROGRAM, ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return `${PROGRAM} was not found: run \`dapr init --slim\` and name ~/.dapr/bin/daprd in DAPRD, or put it on the PATH.`;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, "127.0.0.1");
  server.close();
  await once(server, "close");
  return port;
}

export interface SidecarOptions {
  readonly app: string;
  readonly appPort: number;
  readonly port: number;
  readonly appToken: string;
  readonly token: string;
  readonly resources: readonly Resource[];
}

export class SidecarProcess {
  readonly #options: SidecarOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), "millrace-sidecar-"));
  #process: ChildProcess | undefined;
  #said = "";

  private constructor(options: SidecarOptions) {
    this.#options = options;
  }
  /** Until it has subscribed. */
  static async start(options: SidecarOptions): Promise<SidecarProcess> {
    const sidecar = new SidecarProcess(options);
    await sidecar.#start();
    return sidecar;
  }
  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }
  async stop(): Promise<void> {
    const running = this.#process;
    if (running && running.exitCode === null && running.signalCode === null) {
      const ended = once(running, "exit");
      running.kill("SIGKILL");
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const { app, appPort, port, appToken, token, resources } = this.#options;
    const folder = join(this.#folder, "resources");
    mkdirSync(folder);
    for (const one of resources) writeFileSync(join(folder, `${one.kind}.yaml`), JSON.stringify(one));
    const [grpc, internal, metrics] = [await freePort(), await freePort(), await freePort()];
    const options = {
      "app-id": app,
      "app-port": appPort,
      "app-protocol": "http",
      "dapr-http-port": port,
      "dapr-grpc-port": grpc,
      "dapr-internal-grpc-port": internal,
      "dapr-listen-addresses": "127.0.0.1",
      "metrics-port": metrics,
      "resources-path": folder,
      "enable-app-health-check": true,
      "app-health-check-path": "/health/app",
      "app-health-probe-interval": 1,
      "app-health-threshold": 1,
    };
    this.#process = spawn(
      PROGRAM,
      Object.entries(options).map(([key, value]) => `--${key}=${value}`),
      {
        cwd: this.#folder,
        env: { ...process.env, APP_API_TOKEN: appToken, DAPR_API_TOKEN: token },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-4_000);
      });
    const end = performance.now() + START_WITHIN;
    while (!(await this.#isReady()))
      if (performance.now() > end) throw new Error(`The sidecar of ${app} is not ready:\n${this.#said}`);
  }
  async #isReady(): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { port, token } = this.#options;
    const headers = { "dapr-api-token": token };
    return fetch(`http://127.0.0.1:${port}/v1.0/healthz`, { headers }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
