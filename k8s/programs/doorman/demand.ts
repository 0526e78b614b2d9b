// How the doorman tells the autoscaler that somebody asks for a service: a key that is there for a while.
import { createClient } from "redis";
import type { Log } from "#platform/runtime/log.ts";

/** Seconds for which a service is kept awake after a request. */
const AWAKE_AFTER_REQUEST = 60;
/** Milliseconds in which one request speaks for all. */
const TOLD_EVERY = 5_000;

/** A sorted set with one member, because its size is what the autoscaler can read. */
export const demandKey = (service: string): string => `{doorman}:asked:${service}`;
/** What the doorman's user on the store must be allowed. */
export const DEMAND_COMMANDS = ["zadd", "expire", "multi", "exec"] as const;

export interface Demand {
  note(service: string): void;
  close(): void;
}

/** Without the store a service that is awake is reached all the same; one that sleeps is woken later. */
export function openDemand(url: string, log: Log): Demand {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: "disabled",
  });
  const told = new Map<string, number>();
  client.on("error", (error: unknown) => log.warn({ cause: String(error) }, "The store cannot be reached."));
  void client.connect().catch(() => undefined);
  const tell = async (service: string): Promise<void> => {
    const key = demandKey(service);
    await client.multi().zAdd(key, { score: 1, value: "1" }).expire(key, AWAKE_AFTER_REQUEST).exec();
  };
  return {
    note(service) {
      const now = performance.now();
      if (now - (told.get(service) ?? -TOLD_EVERY) < TOLD_EVERY) return;
      told.set(service, now);
      tell(service).catch((error: unknown) => {
        told.delete(service);
        log.warn({ service, cause: String(error) }, "The autoscaler could not be told that a service is asked for.");
      });
    },
    close: () => client.destroy(),
  };
}
