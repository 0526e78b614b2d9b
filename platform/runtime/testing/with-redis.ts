// Tests that need a Redis server; on a machine without one they say that they are left out, and how to get one.
import { describe, test } from "vitest";
import { missingRedisServer } from "./redis-server.ts";

export function withRedis(what: string, define: () => void): void {
  const missing = missingRedisServer();
  if (!missing) describe(what, define);
  else test(`${what}: left out`, () => console.log(`Left out: ${what}. ${missing}`));
}
