// Runs one service alone, beside its sidecar: the beginning and the end of its process.
import { SECOND } from "../declare/duration.ts";
import type { Service } from "../declare/implementation.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { readEnvironment } from "./environment.ts";
import { newRealId } from "./ids.ts";
import { readLimits } from "./limits.ts";
import { createLog } from "./log.ts";
import { type ServiceProcess, startServiceProcess } from "./service-process.ts";
import { onTermination } from "./shutdown.ts";
import type { Store } from "./store/port.ts";
import { openRedisStore } from "./store/redis/redis-store.ts";
import { storeUrl } from "./store/redis/store-url.ts";
import { openTraces } from "./telemetry/open-traces.ts";

/** More than all the waits of an orderly end together, apart from that for the work in hand. */
const REST_OF_END = 4.5 * SECOND;

/**
 * `catalogue`: the declarations of all services, for a service that observes all of them. `around`: puts something between
 * the service and its store, as tests do that let it die beside a commit.
 */
export async function serve(
  service: Service,
  catalogue: readonly ServiceDeclaration[] = [],
  around: (store: Store) => Store = (store) => store,
): Promise<void> {
  const { name } = service.declaration;
  try {
    const declarations = declarationsFor(service, catalogue);
    const environment = readEnvironment(process.env);
    const limits = readLimits(process.env);
    const log = createLog(environment.LOG_LEVEL, name);
    if (!environment.ADMIN_TOKEN) log.warn({ service: name }, "ADMIN_TOKEN is not set: nobody is an administrator.");
    const store = await openRedisStore(storeUrl(environment), name, {
      inboxKept: limits.kept.inbox,
      journalKept: limits.kept.journal,
      fullAt: limits.storeFullAt,
      log,
    });
    const traces = await openTraces({
      variables: process.env,
      instance: newRealId(),
      system: "dapr",
      random: Math.random,
      log,
    });
    let running: ServiceProcess | undefined;
    // Also while it waits for its store.
    onTermination(async () => {
      await running?.close();
      store.close();
    }, limits.drain + REST_OF_END);
    const variables = process.env;
    running = await startServiceProcess({
      service,
      declarations,
      environment,
      variables,
      store: around(store),
      limits,
      log,
      traces,
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
