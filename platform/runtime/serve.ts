// Runs one service alone, beside its sidecar: the beginning and the end of its process.
import type { Service } from "../declare/implementation.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { readEnvironment } from "./environment.ts";
import { createLog } from "./log.ts";
import { startServiceProcess } from "./service-process.ts";
import { onTermination } from "./shutdown.ts";
import type { Store } from "./store/port.ts";

export interface ClosableStore extends Store {
  close(): Promise<void>;
}
export type OpenStore = (url: string, service: string) => ClosableStore | Promise<ClosableStore>;

/** `catalogue`: the declarations of all services, for a service that observes all of them. */
export async function serve(
  service: Service,
  catalogue: readonly ServiceDeclaration[] = [],
  openStore: OpenStore = openLater,
): Promise<void> {
  const { name } = service.declaration;
  try {
    const declarations = declarationsFor(service, catalogue);
    const environment = readEnvironment(process.env);
    const log = createLog(environment.LOG_LEVEL);
    if (!environment.ADMIN_TOKEN) log.warn({ service: name }, "ADMIN_TOKEN is not set: nobody is an administrator.");
    const store = await openStore(environment.STORE_URL, name);
    const variables = process.env;
    const running = await startServiceProcess({ service, declarations, environment, variables, store, log });
    onTermination(async () => {
      await running.close();
      await store.close();
    });
    log.info({ service: name, port: running.port, intakePort: running.intakePort }, "The service runs.");
  } catch (error) {
    process.stderr.write(`${name} does not start. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function declarationsFor({ declaration }: Service, catalogue: readonly ServiceDeclaration[]) {
  if (catalogue.length > 0) return catalogue;
  if (declaration.observes === "all") throw new Error("It observes all services: give `serve` their declarations.");
  return [declaration];
}

async function openLater(): Promise<never> {
  throw new Error("There is no store yet that it can share with its other replicas.");
}
