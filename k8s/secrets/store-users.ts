// The store's users in a cluster: the services, and two that serve all of them and may see next to nothing.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { passwordRule, redisAcl } from "#platform/derive/redis-acl.ts";
import { DOORMAN } from "../parts/doorman.ts";
import { ADMINISTRATOR, OF_SERVICE, STORE } from "../parts/secrets.ts";
import { DEMAND_COMMANDS, demandKey } from "../programs/doorman/demand.ts";
import { AUTOSCALER, WAITING_IN_STORE } from "../scaling/store-triggers.ts";

/** It asks by a script how many members a key has; whatever else the script may do, these are its rights. */
const AUTOSCALER_COMMANDS = ["eval", "type", "zcard", "llen", "ping"];

const rules = (user: string, password: string, keys: readonly string[], commands: readonly string[]): string =>
  `user ${user} reset on ${passwordRule(password)} ${keys.map((key) => `~${key}`).join(" ")} ${commands.map((command) => `+${command}`).join(" ")}`;

export function storeUsers(
  declarations: readonly ServiceDeclaration[],
  password: (secret: string, key: string) => string,
): string {
  const passwordOf = (user: string): string =>
    user === ADMINISTRATOR.name ? password(STORE.name, STORE.administrator) : password(user, OF_SERVICE.storePassword);
  const counted = [...Object.values(WAITING_IN_STORE).map((key) => `{*}:${key}`), demandKey("*")];
  return [
    redisAcl(declarations, passwordOf).trimEnd(),
    rules(AUTOSCALER, password(STORE.name, STORE.autoscaler), counted, AUTOSCALER_COMMANDS),
    rules(DOORMAN, passwordOf(DOORMAN), [demandKey("*")], DEMAND_COMMANDS),
    "",
  ].join("\n");
}
