// One service beside its sidecar: two processes that only know each other, each started again when it ends by itself.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { APP_HEALTH } from "#platform/derive/dapr/app-health.ts";
import type { PortsOfService } from "#platform/derive/dapr/ports.ts";
import { SIDECAR_ENVIRONMENT } from "#platform/derive/dapr/sidecar-environment.ts";
import { NODE_ARGUMENTS } from "#platform/derive/node-arguments.ts";
import { readLimits } from "#platform/runtime/limits.ts";
import { Child } from "./child.ts";
import { answers, until } from "./wait.ts";

/** More than the process itself takes at most, beyond its wait for the work in hand. */
const SERVICE_GRACE = 5_500;
const SIDECAR_GRACE = 15_000;
const READY_WITHIN = 90_000;
const HOPELESS_STARTS = 3;

export interface UnitOptions {
  readonly name: string;
  readonly ports: PortsOfService;
  readonly program: string;
  readonly daprd: string;
  /** Where the resources and the configuration lie, and where logs go. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether nobody waits for what the service does. */
  readonly isBackground?: boolean;
}

export class Unit {
  readonly name: string;
  readonly ports: PortsOfService;
  readonly service: Child;
  readonly sidecar: Child;
  /** The one with which the service asks its sidecar, and the one with which the sidecar brings events. */
  readonly tokens: Readonly<Record<"DAPR_API_TOKEN" | "APP_API_TOKEN", string>>;

  constructor({ name, ports, program, daprd, folder, environment, isBackground = false }: UnitOptions) {
    this.name = name;
    this.ports = ports;
    const secret = () => randomBytes(18).toString("base64url");
    const tokens = { DAPR_API_TOKEN: secret(), APP_API_TOKEN: secret() };
    this.tokens = tokens;
    this.service = new Child({
      name,
      command: process.execPath,
      args: [...NODE_ARGUMENTS, "--enable-source-maps", program],
      environment: {
        ...environment,
        ...tokens,
        PORT: String(ports.service),
        INTAKE_PORT: String(ports.intake),
        DAPR_HTTP_PORT: String(ports.sidecar),
      },
      logFile: join(folder, `${name}.log`),
      grace: readLimits(environment).drain + SERVICE_GRACE,
      isRestarted: true,
      isBackground,
    });
    this.sidecar = new Child({
      name: `${name}'s sidecar`,
      command: daprd,
      args: sidecarArguments(name, ports, folder),
      environment: { ...SIDECAR_ENVIRONMENT, PATH: process.env["PATH"], HOME: process.env["HOME"], ...tokens },
      logFile: join(folder, `${name}.sidecar.log`),
      grace: SIDECAR_GRACE,
      isRestarted: true,
      // An order is accepted without any of them.
      isBackground: true,
    });
  }

  /** Starts what of both does not run. */
  start(): void {
    this.service.start();
    this.sidecar.start();
  }
  /** Until requests are answered and events come in. */
  async ready(signal?: AbortSignal): Promise<void> {
    const { ports, service, sidecar, name } = this;
    await this.#wait(service, name, `http://127.0.0.1:${ports.service}/health/ready`, signal);
    await this.#wait(sidecar, `${name}'s sidecar`, `http://127.0.0.1:${ports.sidecar}/v1.0/healthz`, signal);
  }
  /** The service first: it drains while its sidecar can still publish. */
  async stop(): Promise<void> {
    await this.service.stop();
    await this.sidecar.stop();
  }

  async #wait(child: Child, what: string, url: string, signal?: AbortSignal): Promise<void> {
    const isHopeless = () => child.failedStarts >= HOPELESS_STARTS || signal?.aborted === true;
    const waiting = { what, timeout: READY_WITHIN, isHopeless };
    await until(() => answers(url), waiting).catch((error: Error) => {
      throw new Error(`${error.message}\n${child.lastWords()}`);
    });
  }
}

const sidecarArguments = (name: string, ports: PortsOfService, folder: string): readonly string[] =>
  Object.entries({
    mode: "standalone",
    "app-id": name,
    "app-port": ports.intake,
    "app-protocol": "http",
    "dapr-http-port": ports.sidecar,
    "dapr-grpc-port": ports.sidecarGrpc,
    "dapr-internal-grpc-port": ports.sidecarInternal,
    "dapr-internal-grpc-listen-address": "127.0.0.1",
    "dapr-listen-addresses": "127.0.0.1",
    "metrics-port": ports.sidecarMetrics,
    "metrics-listen-address": "127.0.0.1",
    "resources-path": join(folder, "resources"),
    config: join(folder, "config.yaml"),
    "enable-app-health-check": "true",
    "app-health-check-path": APP_HEALTH.path,
    "app-health-probe-interval": APP_HEALTH.interval,
    "app-health-threshold": APP_HEALTH.threshold,
    "max-body-size": "16Mi",
    "log-level": "info",
  }).map(([key, value]) => `--${key}=${value}`);
