// What the gateway answers by itself: health and metrics of the whole, and the stopping and starting of services.
import type { IncomingMessage } from "node:http";
import { Problem } from "#contracts/problems.ts";
import type { Fleet } from "#platform/declare/implementation.ts";
import { callerOf } from "#platform/runtime/http/caller.ts";
import { joinMetrics } from "./join-metrics.ts";

interface OwnDoors {
  readonly fleet: Fleet;
  readonly administratorToken: string;
  /** Where each service that runs answers. */
  readonly urls: () => readonly string[];
}
const SWITCH = /^\/services\/([^/?]+)\/(stop|start)$/;

export function ownDoors({ fleet, administratorToken, urls }: OwnDoors) {
  const doors: Readonly<Record<string, () => Promise<unknown>>> = {
    "/health/live": async () => ({ status: "live" }),
    "/health/ready": async () => ({ status: "ready" }),
    "/services": async () => ({ services: fleet.list() }),
  };
  return async ({ method, url = "", headers }: IncomingMessage): Promise<unknown> => {
    const isAdministrator = callerOf(headers.authorization, administratorToken).kind === "administrator";
    if (method === "GET" && url === "/metrics") {
      if (!isAdministrator) throw new Problem("administrator-only");
      return joinMetrics(await Promise.all(urls().map(metricsOf)));
    }
    if (method === "GET") return doors[url]?.();
    const [, name, verb] = SWITCH.exec(url) ?? [];
    if (method !== "POST" || !name || !verb) return undefined;
    if (!isAdministrator) throw new Problem("administrator-only");
    if (!fleet.list().some((service) => service.name === name)) throw new Problem("service-unknown");
    await (verb === "stop" ? fleet.stop(name) : fleet.start(name));
    return { name, state: verb === "stop" ? "stopped" : "running" };
  };
}

/** Nothing of one that is away. */
const metricsOf = (url: string): Promise<string> =>
  fetch(`${url}/metrics`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => (response.ok ? response.text() : ""),
    () => "",
  );
