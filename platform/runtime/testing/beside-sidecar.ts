// One service beside a real sidecar, with a store in memory that outlives its restarts.
import type { Service } from "../../declare/implementation.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { pubsubComponent } from "../../derive/dapr/component.ts";
import { resiliency } from "../../derive/dapr/resiliency.ts";
import type { Resource } from "../../derive/dapr/resource.ts";
import { Sidecar } from "../bus/dapr/sidecar.ts";
import { realClock } from "../clock.ts";
import { readEnvironment } from "../environment.ts";
import { silentLog } from "../log.ts";
import { type ServiceProcess, startServiceProcess } from "../service-process.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { freePort, SidecarProcess } from "./sidecar-process.ts";

interface Options {
  readonly service: Service;
  readonly declarations: readonly ServiceDeclaration[];
  /** Host and port. */
  readonly broker: string;
}

/** A sidecar gives up an event after two seconds, where it would be longer. */
function givesUpSoon(policy: Resource): Resource {
  const { spec } = policy as Resource & { spec: { policies: { retries: { unreachableApp: object } } } };
  const unreachableApp = { ...spec.policies.retries.unreachableApp, maxRetries: 4 };
  const retries = { ...spec.policies.retries, unreachableApp };
  return { ...policy, spec: { ...spec, policies: { ...spec.policies, retries } } };
}

/** What a sidecar holds when its app goes comes again after seconds, where it would be longer. */
function impatient(component: Resource): Resource {
  const { spec } = component as Resource & { spec: { metadata: readonly { name: string; value: string }[] } };
  const shorter: Record<string, string> = { processingTimeout: "3s", redeliverInterval: "500" };
  const metadata = spec.metadata.map(({ name, value }) => ({ name, value: shorter[name] ?? value }));
  return { ...component, spec: { ...spec, metadata } };
}

export class BesideSidecar {
  /** Where the service's routes are, and where its sidecar brings events. */
  readonly url: string;
  readonly intakeUrl: string;
  /** Another way to the same sidecar. */
  readonly sidecar: Sidecar;
  readonly store: MemoryStore;
  readonly #restart: () => Promise<ServiceProcess>;
  readonly #process: SidecarProcess;
  #app: ServiceProcess | undefined;

  private constructor(
    app: ServiceProcess,
    sidecar: Sidecar,
    store: MemoryStore,
    process: SidecarProcess,
    restart: () => Promise<ServiceProcess>,
  ) {
    this.url = `http://127.0.0.1:${app.port}`;
    this.intakeUrl = `http://127.0.0.1:${app.intakePort}`;
    this.sidecar = sidecar;
    this.store = store;
    this.#app = app;
    this.#process = process;
    this.#restart = restart;
  }
  static async start({ service, declarations, broker }: Options): Promise<BesideSidecar> {
    const { name } = service.declaration;
    const tokens = { APP_API_TOKEN: `${name}'s`, DAPR_API_TOKEN: `the sidecar's of ${name}` };
    const port = await freePort();
    const store = new MemoryStore(realClock);
    const start = (publicPort: number, intakePort: number) => {
      const ports = { PORT: String(publicPort), INTAKE_PORT: String(intakePort), DAPR_HTTP_PORT: String(port) };
      const variables = { ...tokens, ...ports, STORE_URL: "redis://not-used" };
      const environment = readEnvironment(variables);
      return startServiceProcess({ service, declarations, environment, variables, store, log: silentLog });
    };
    const app = await start(0, 0);
    const process = await SidecarProcess.start({
      app: name,
      appPort: app.intakePort,
      port,
      appToken: tokens.APP_API_TOKEN,
      token: tokens.DAPR_API_TOKEN,
      resources: [impatient(pubsubComponent("redis", declarations, broker)), givesUpSoon(resiliency())],
    });
    const sidecar = new Sidecar({ port, token: tokens.DAPR_API_TOKEN });
    return new BesideSidecar(app, sidecar, store, process, () => start(app.port, app.intakePort));
  }
  get isSidecarRunning(): boolean {
    return this.#process.isRunning;
  }
  async stopApp(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }
  async startApp(): Promise<void> {
    this.#app = await this.#restart();
  }
  async stop(): Promise<void> {
    await this.stopApp();
    this.sidecar.close();
    await this.#process.stop();
  }
}
