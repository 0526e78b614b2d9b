// Who may do what on a Redis server that services share as their store: each its own keys, and what the store sends.
import { createHash } from "node:crypto";
import type { ServiceDeclaration } from "../declare/service.ts";

/** What a service sends itself. */
export const SENT = [
  "fcall",
  "fcall_ro",
  "function|load",
  "info",
  "mget",
  "hmget",
  "hscan",
  "scan",
  "subscribe",
  "time",
  "xrange",
  "xrevrange",
];
/** What its functions do inside the server: they have no more rights than who calls them. */
export const DONE_INSIDE = (
  "del exists get getrange incrby persist pexpire publish set " +
  "hdel hexists hget hgetall hincrby hlen hset xadd " +
  "zadd zcard zcount zincrby zrange zrank zrem zremrangebyrank zscore"
).split(" ");
/** May do everything, for those who operate the server. */
const ADMINISTRATOR = "administrator";

/**
 * Those who give no name: off, so nobody is. It keeps its rights all the same, because the server reads its own append-only
 * file as this user, and without them leaves out every transaction in it: all data would be gone after a restart.
 */
const NOBODY = "user default reset off ~* &* +@all";

export const passwordRule = (password: string): string => `#${createHash("sha256").update(password).digest("hex")}`;

/** The rules of one service's user: its keys and channels are those that begin with its name in braces. */
function serviceRules(name: string, password: string): string {
  const own = `~{${name}}:* &{${name}}:*`;
  return `user ${name} reset on ${passwordRule(password)} ${own} ${[...SENT, ...DONE_INSIDE].map((command) => `+${command}`).join(" ")}`;
}

/** An ACL file for the server (`aclfile`): nobody gets in without a name; passwords stand in it as hashes only. */
export function redisAcl(declarations: readonly ServiceDeclaration[], passwordOf: (user: string) => string): string {
  const services = declarations.map(({ name }) => name).toSorted();
  return [
    NOBODY,
    `user ${ADMINISTRATOR} reset on ${passwordRule(passwordOf(ADMINISTRATOR))} ~* &* +@all`,
    ...services.map((name) => serviceRules(name, passwordOf(name))),
    "",
  ].join("\n");
}
