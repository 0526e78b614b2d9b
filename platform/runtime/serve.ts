// Runs one service alone, beside its sidecar: the beginning and the end of its process.
import { SECOND } from "../declare/duration.ts";
import type { Service } from "../declare/implementation.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { readEnvironment } from "./environment.ts";
import { createLog } from "./log.ts";
import { type ServiceProcess, startServiceProcess } from "./service-process.ts";
import { onTermination } from "./shutdown.ts";
import { openRedisStore } from "./store/redis/redis-store.ts";

/** More than all the waits of an orderly end together. */
const LONGEST_DRAIN = 7 * SECOND;

/** `catalogue`: the declarations of all services, for a service that observes all of them. */
export async function serve(service: Service, catalogue: readonly ServiceDeclaration[] = []): Promise<void> {
  const { name } = service.declaration;
  try {
    const declarations = declarationsFor(service, catalogue);
    const environment = readEnvironment(process.env);
    const log = createLog(environment.LOG_LEVEL);
    if (!environment.ADMIN_TOKEN) log.warn({ service: name }, "ADMIN_TOKEN is not set: nobody is an administrator.");
    const store = await openRedisStore(environment.STORE_URL, name, { log });
    let running: ServiceProcess | undefined;
    // Also while it waits for its store.
    onTermination(async () => {
      await running?.close();
      store.close();
    }, LONGEST_DRAIN);
    const variables = process.env;
    running = await startServiceProcess({ service, declarations, environment, variables, store, log });
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
