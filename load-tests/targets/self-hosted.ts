// The self-hosted platform as a target: each service one process beside its sidecar, on this machine.
import { copyFile, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startSelfHosted } from "#tools/self-hosted/self-hosted.ts";
import { openDetour } from "./detour.ts";
import { startMailServer } from "./mail-server.ts";
import type { OpenOptions } from "./open.ts";
import type { Target } from "./target.ts";
import { selfHostedVersions } from "./versions.ts";

/** Enough for all, so that what is not completed has another reason. */
const SEEDS = { SEED_PRODUCTS: "5", SEED_STOCK: "100000", SEED_USERS: "1", FAULTS: "on" } as const;
const refuse = (what: string) => (): Promise<never> => Promise.reject(new Error(`The self-hosted platform ${what}.`));

export async function selfHostedTarget({ broker, needs, say, signal }: OpenOptions): Promise<Target> {
  // A real one, because mails that take a moment are overtaken by other events.
  const mail = await startMailServer();
  const detour = needs.breakableNetwork ? await openDetour(process.env) : undefined;
  const closing = async (): Promise<void> => void (await Promise.all([mail.close(), detour?.close()]));
  const platform = await startSelfHosted({
    broker,
    port: 0,
    environment: { ...process.env, ...SEEDS, ...needs.environment, SMTP_URL: mail.url },
    say,
    ...(signal && { signal }),
    ...(detour && needs.breakableNetwork && { detour: { service: needs.breakableNetwork, through: detour.through } }),
  }).catch(async (error: unknown) => {
    await closing();
    throw error;
  });
  const { url, administratorToken, folder } = platform;
  const noNetwork = refuse("was started without a network that can be broken");
  return {
    kind: "self-hosted",
    url,
    administratorToken,
    services: platform.services.list().map(({ name }) => name),
    versions: selfHostedVersions(broker, process.env),
    replicas: async () =>
      Object.fromEntries(platform.services.list().map(({ name, state }) => [name, state === "running" ? 1 : 0])),
    async kill(service) {
      await platform.services.kill(service);
      return true;
    },
    stop: (service) => platform.services.stop(service),
    start: (service) => platform.services.start(service),
    killSidecar: (service) => platform.sidecars.kill(service),
    broker: {
      kill: () => platform.broker.kill(),
      start: () => platform.broker.start(),
      wipe: () => platform.broker.wipe(),
      swap: refuse("does not swap its broker while it runs"),
    },
    store: platform.store,
    network: detour ?? { cut: noNetwork, slow: noNetwork, mend: noNetwork },
    mail,
    replace: refuse("has one replica of each service"),
    keepLogs: () => keepLogs(folder),
    async close() {
      await platform.close();
      await closing();
    },
  };
}

async function keepLogs(folder: string): Promise<string> {
  const kept = await mkdtemp(join(tmpdir(), "millrace-experiment-"));
  for (const path of (await readdir(folder, { recursive: true })).filter((each) => each.endsWith(".log")))
    await copyFile(join(folder, path), join(kept, basename(path)));
  return kept;
}
