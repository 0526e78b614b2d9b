// Everything that a self-hosted platform needs from its machine, asked for before anything is started.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { brokerMakers } from "./brokers/all.ts";
import { findProgram, howToGet, Missing, tooOld } from "./programs.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** All that is missing at once, each with a way to get it. */
export function missingParts(broker: Broker, environment: Environment): readonly string[] {
  const own = (["daprd", "redisServer"] as const).flatMap((key) => {
    const path = findProgram(key, environment);
    return (path ? tooOld(key, path) : howToGet(key)) ?? [];
  });
  return [...new Set([...own, ...brokerMakers[broker].missing(environment)])];
}

export function findPrograms(broker: Broker, environment: Environment) {
  const missing = missingParts(broker, environment);
  const [daprd, redisServer] = [findProgram("daprd", environment), findProgram("redisServer", environment)];
  if (missing.length > 0 || !daprd || !redisServer) throw new Missing(missing);
  return { daprd, redisServer };
}
