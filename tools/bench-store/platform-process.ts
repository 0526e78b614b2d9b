// The platform on a Redis store, in a process of its own; each message to it is a question that it answers.

import { startEmbedded } from "#platform/runtime/embedded.ts";
import { readLimits } from "#platform/runtime/limits.ts";
import { createLog } from "#platform/runtime/log.ts";
import type { Commit, Store } from "#platform/runtime/store/port.ts";
import { openRedisStore } from "#platform/runtime/store/redis/redis-store.ts";
import { services } from "#services/all.ts";

export interface State {
  readonly url: string;
  /** Nothing is on its way, and nothing waits to be published or tried again. */
  readonly isIdle: boolean;
  /** Milliseconds of the commits since the last question. */
  readonly commits: readonly number[];
}

const { kept, storeFullAt } = readLimits(process.env);
const options = { inboxKept: kept.inbox, journalKept: kept.journal, fullAt: storeFullAt };
const names = services.map(({ declaration }) => declaration.name);
const url = process.env["STORE_URL"] ?? "";
const stores = new Map<string, Store>(
  await Promise.all(names.map(async (name) => [name, await openRedisStore(url, name, options)] as const)),
);
let commits: number[] = [];

/** The store, with a watch on its commits. */
function timed(store: Store): Store {
  const commit = async (work: Commit) => {
    const sent = performance.now();
    const result = await store.commit(work);
    commits.push(performance.now() - sent);
    return result;
  };
  return new Proxy(store, {
    get(target, key) {
      if (key === "commit") return commit;
      const value = target[key as keyof Store];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const platform = await startEmbedded({
  services,
  port: 0,
  environment: { ...process.env, SEED_PRODUCTS: "100", SEED_STOCK: "100000000", SEED_USERS: "1" },
  openStore: (name) => timed(stores.get(name) as Store),
  log: createLog("error"),
});

async function isIdle(): Promise<boolean> {
  const tallies = await Promise.all([...stores.values()].map((store) => store.tally()));
  const isWorkedOff = tallies.every(({ outbox, parked }) => outbox + parked === 0);
  return isWorkedOff && names.every((name) => Object.values(platform.bus.backlog(name)).every((count) => count === 0));
}

async function tell(): Promise<void> {
  const idle = await isIdle();
  const state: State = { url: platform.url, isIdle: idle, commits };
  commits = [];
  process.send?.(state);
}

process.on("message", () => void tell());
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
