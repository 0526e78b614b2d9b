// The doorman stands before services that sleep when they have nothing to do: it lets requests through to those that are
// awake, and for one that sleeps it answers 503 with Retry-After and has it woken.
import type { IncomingMessage } from "node:http";
import { listen } from "#platform/runtime/http/listen.ts";
import { createLog } from "#platform/runtime/log.ts";
import { onTermination } from "#platform/runtime/shutdown.ts";
import { storeUrl } from "#platform/runtime/store/redis/store-url.ts";
import { declarations } from "#services/declarations.ts";
import { createGateway } from "#tools/self-hosted/gateway.ts";
import { openDemand } from "./demand.ts";

/** Seconds until a service that is woken answers. */
const AWAKE_WITHIN = 10;
const WEB_PORT = 80;

const { PORT = "8080", STORE_URL, STORE_USER, STORE_PASSWORD } = process.env;
if (!STORE_URL) throw new Error("Set STORE_URL to redis://host:port, and STORE_USER and STORE_PASSWORD.");

const log = createLog();
const demand = openDemand(storeUrl({ STORE_URL, STORE_USER, STORE_PASSWORD }), log);
const HEALTH = new Set(["/health/live", "/health/ready"]);

const gateway = createGateway({
  declarations,
  hostOf: (service) => service,
  portOf: () => WEB_PORT,
  own: async ({ url = "" }: IncomingMessage) => (HEALTH.has(url) ? { status: "ready" } : undefined),
  onForwarded: (service) => demand.note(service),
  retryAfter: AWAKE_WITHIN,
});
log.info({ port: await listen(gateway, Number(PORT)) }, "The doorman is at the door.");

onTermination(
  () =>
    new Promise((resolve) => {
      demand.close();
      gateway.close(() => resolve());
      gateway.closeIdleConnections();
    }),
);
