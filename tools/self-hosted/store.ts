// The services' store: a server of our own on which each service is a user that sees its own keys only.
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { redisAcl } from "#platform/derive/redis-acl.ts";
import { freePorts } from "./free-ports.ts";
import { RedisProcess } from "./redis-process.ts";

export const STORE_ADMINISTRATOR = "administrator";

/** A 202 is only true when the order is on the disk, and stays there. */
const DURABLE = { appendonly: "yes", appendfsync: "always", "maxmemory-policy": "noeviction" } as const;
/** From 80 % of it on, new orders get 503. */
const MEMORY = "4gb";

export interface OwnStore {
  readonly process: RedisProcess;
  /** Where a user finds it, password included. */
  readonly urlOf: (user: string) => string;
}

export async function prepareStore(
  folder: string,
  program: string,
  declarations: readonly ServiceDeclaration[],
  memory: string | undefined,
): Promise<OwnStore> {
  const users = [STORE_ADMINISTRATOR, ...declarations.map(({ name }) => name)];
  const passwords = new Map(users.map((user) => [user, randomBytes(18).toString("base64url")]));
  const passwordOf = (user: string): string => passwords.get(user) ?? "";
  const aclfile = join(folder, "store.acl");
  await writeFile(aclfile, redisAcl(declarations, passwordOf), { mode: 0o600 });
  const process = new RedisProcess({
    name: "the store",
    program,
    port: await freePorts(1),
    folder: join(folder, "store"),
    logFile: join(folder, "store.log"),
    settings: { ...DURABLE, maxmemory: memory || MEMORY, aclfile },
    login: `AUTH ${STORE_ADMINISTRATOR} ${passwordOf(STORE_ADMINISTRATOR)}`,
  });
  return { process, urlOf: (user) => `redis://${user}:${passwordOf(user)}@${process.address}` };
}
