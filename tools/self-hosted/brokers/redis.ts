// Redis Streams on a redis-server of their own, apart from the store.
import { join } from "node:path";
import { redisGroups } from "#platform/derive/dapr/redis-groups.ts";
import { freePorts } from "../free-ports.ts";
import { findProgram, howToGet, Missing } from "../programs.ts";
import { RedisProcess } from "../redis-process.ts";
import type { BrokerContext, RunningBroker } from "./broker.ts";

export const missingForRedis = (environment: BrokerContext["environment"]): readonly string[] =>
  findProgram("redisServer", environment) ? [] : [howToGet("redisServer")];

export async function redisBroker({ declarations, folder, environment }: BrokerContext): Promise<RunningBroker> {
  const program = findProgram("redisServer", environment);
  if (!program) throw new Missing(missingForRedis(environment));
  const redis = new RedisProcess({
    name: "the broker",
    program,
    port: await freePorts(1),
    folder: join(folder, "broker"),
    logFile: join(folder, "broker.log"),
    settings: { appendonly: "yes", appendfsync: "everysec", "maxmemory-policy": "noeviction" },
  });
  let groups = redisGroups(declarations);
  const prepare = async () => void (await redis.ask(groups));
  return {
    address: redis.address,
    pid: () => redis.child.pid,
    start: () => redis.start().then(prepare),
    extend(all) {
      groups = redisGroups(all);
      return prepare();
    },
    stop: () => redis.child.stop(),
    kill: () => redis.child.kill(),
    wipe: () => redis.wipe().then(prepare),
    close: () => redis.child.stop(),
  };
}
