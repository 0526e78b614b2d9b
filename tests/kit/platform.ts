// The whole platform for one test file (or one test), on a free port and with short waits between attempts; it closes by itself.
import { afterAll } from "vitest";
import type { Service } from "#platform/declare/implementation.ts";
import { type Embedded, type EmbeddedOptions, startEmbedded } from "#platform/runtime/embedded.ts";
import type { Limits } from "#platform/runtime/limits.ts";
import { type Log, silentLog } from "#platform/runtime/log.ts";
import { services } from "#services/all.ts";
import { until } from "./until.ts";

export interface PlatformOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  readonly services?: readonly Service[];
  readonly log?: Log;
  readonly openStore?: EmbeddedOptions["openStore"];
}
const SEEDED = { SEED_PRODUCTS: "20", SEED_STOCK: "1000", SEED_USERS: "1" };

/** Failures are tried again after milliseconds, and often enough for a test to mend what fails. */
export const IMPATIENT: Partial<Limits> = {
  retry: { attempts: 100, first: 5, longest: 40, longestOutage: 60_000 },
  claim: 300,
  poll: { parked: 10, outbox: 50 },
};
/** For tests about what becomes of a failure that lasts. */
export const GIVES_UP_SOON: Partial<Limits> = {
  retry: { attempts: 3, first: 5, longest: 20, longestOutage: 60_000 },
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
    ...(options.openStore && { openStore: options.openStore }),
  });
  closeAfter(() => platform.close());
  return platform;
}

/** Runs `work` while these services are stopped, and starts them again whatever happens. */
export async function withStopped<T>(
  platform: Pick<Embedded, "stop" | "start">,
  names: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
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

/** Nothing waits for a service, and nothing is in its hands. */
export const isIdle = ({ bus }: Pick<Embedded, "bus">, name: string): boolean => {
  const { waiting, inHand } = bus.backlog(name);
  return waiting + inHand === 0;
};

/** Waits until no event is on its way and none is in anybody's hands. */
export const untilIdle = (platform: Embedded): Promise<boolean> =>
  until(() => platform.list().every(({ name }) => isIdle(platform, name)));
