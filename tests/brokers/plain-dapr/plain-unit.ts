// An app beside a sidecar, as `dapr run` starts them: nothing is said that has a default.
import { join } from "node:path";
import { Child } from "#tools/self-hosted/child.ts";
import { freePorts } from "#tools/self-hosted/free-ports.ts";
import { answers, until } from "#tools/self-hosted/wait.ts";

interface PlainUnitOptions {
  readonly name: string;
  readonly daprd: string;
  /** Where the component lies, and where logs go. */
  readonly folder: string;
  /** Undefined: a sidecar alone, for publishing. */
  readonly program?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
const GRACE = 10_000;
const READY_WITHIN = 60_000;

export class PlainUnit {
  readonly sidecarPort: number;
  readonly appPort: number;
  readonly app: Child | undefined;
  readonly sidecar: Child;

  private constructor({ name, daprd, folder, program, environment }: PlainUnitOptions, firstPort: number) {
    const [sidecarPort, appPort, grpc, internal, metrics] = Array.from({ length: 5 }, (_, at) => firstPort + at);
    this.sidecarPort = sidecarPort as number;
    this.appPort = appPort as number;
    const variables = {
      ...environment,
      CONSUMER: name,
      APP_PORT: String(appPort),
      DAPR_HTTP_PORT: String(sidecarPort),
    };
    const file = (of: string) => join(folder, `${of}.log`);
    this.app = program
      ? new Child({
          name,
          command: process.execPath,
          args: ["--import", "tsx", program],
          environment: variables,
          logFile: file(name),
          grace: GRACE,
        })
      : undefined;
    const options = {
      "app-id": name,
      ...(program && { "app-port": appPort }),
      "dapr-http-port": sidecarPort,
      "dapr-grpc-port": grpc,
      "dapr-internal-grpc-port": internal,
      "dapr-internal-grpc-listen-address": "127.0.0.1",
      "metrics-port": metrics,
      "resources-path": join(folder, "resources"),
    };
    const args = Object.entries(options).map(([key, value]) => `--${key}=${value}`);
    const { PATH, HOME } = environment;
    const sidecar = { name: `${name}'s sidecar`, command: daprd, args, environment: { PATH, HOME }, grace: GRACE };
    this.sidecar = new Child({ ...sidecar, logFile: file(`${name}.sidecar`) });
  }
  static async make(options: PlainUnitOptions): Promise<PlainUnit> {
    return new PlainUnit(options, await freePorts(5));
  }

  async start(): Promise<void> {
    await this.startApp();
    this.sidecar.start();
    const ready = `http://127.0.0.1:${this.sidecarPort}/v1.0/healthz`;
    await until(() => answers(ready), { what: this.sidecar.lastWords(), timeout: READY_WITHIN });
  }
  async startApp(): Promise<void> {
    const { app } = this;
    if (!app) return;
    app.start();
    await until(() => answers(`http://127.0.0.1:${this.appPort}/dapr/subscribe`), {
      what: "The plain consumer",
      timeout: READY_WITHIN,
      isHopeless: () => !app.isRunning,
    });
  }
  async stop(): Promise<void> {
    await this.app?.stop();
    await this.sidecar.stop();
  }
  async kill(): Promise<void> {
    await Promise.all([this.app?.kill(), this.sidecar.kill()]);
  }
}
