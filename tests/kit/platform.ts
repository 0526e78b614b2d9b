// The whole platform for one test file (or one test), on a free port and with short waits between attempts; it closes by itself.
import { afterAll } from "vitest";
import type { Service } from "#platform/declare/implementation.ts";
import { type Embedded, startEmbedded } from "#platform/runtime/embedded.ts";
import type { Limits } from "#platform/runtime/host.ts";
import { type Log, silentLog } from "#platform/runtime/log.ts";
import { services } from "#services/all.ts";
import { until } from "./until.ts";

export interface PlatformOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  readonly services?: readonly Service[];
  readonly log?: Log;
}
const SEEDED = { SEED_PRODUCTS: "20", SEED_STOCK: "1000", SEED_USERS: "1" };

/** Failures are tried again after milliseconds, and four times. */
export const IMPATIENT: Partial<Limits> = {
  retry: { attempts: 4, first: 5, longest: 40, longestOutage: 60_000 },
  claim: 300,
  poll: { parked: 10, outbox: 50 },
};

/** `closeAfter`: vitest's afterAll, or onTestFinished for the platform of one test. */
export async function startPlatform(
  options: PlatformOptions = {},
  closeAfter: (close: () => Promise<void>) => void = afterAll,
): Promise<Embedded> {
  const platform = await startEmbedded({
    services: options.services ?? services,
    port: 0,
    environment: { ...SEEDED, ...options.environment },
    limits: { ...IMPATIENT, ...options.limits },
    memory: { freeze: true },
    log: options.log ?? silentLog,
  });
  closeAfter(() => platform.close());
  return platform;
}

/** Runs `work` while these services are stopped, and starts them again whatever happens. */
export async function withStopped<T>(platform: Embedded, names: readonly string[], work: () => Promise<T>): Promise<T> {
  await Promise.all(names.map((name) => platform.stop(name)));
  try {
    return await work();
  } finally {
    await Promise.all(names.map((name) => platform.start(name)));
  }
}

/** Every service but these. */
export const allBut = (platform: Embedded, ...names: readonly string[]): string[] =>
  platform
    .list()
    .map(({ name }) => name)
    .filter((name) => !names.includes(name));

/** Waits until no event is on its way and none is in anybody's hands. */
export const untilIdle = (platform: Embedded): Promise<boolean> =>
  until(() =>
    platform
      .list()
      .map(({ name }) => platform.bus.backlog(name))
      .every(({ waiting, inHand }) => waiting + inHand === 0),
  );
