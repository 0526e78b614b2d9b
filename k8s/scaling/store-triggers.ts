// What waits for a service in its own store, and requests that came while it slept: nothing is left behind at zero.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { PORTS } from "../parts/ports.ts";
import { STORE } from "../parts/secrets.ts";
import { demandKey } from "../programs/doorman/demand.ts";
import { hostOf, type Release } from "../release.ts";
import { ONE_REPLICA, type Trigger } from "./trigger.ts";

/** The user as which the autoscaler reads. */
export const AUTOSCALER = "autoscaler";

/** Names of sorted sets after a service's prefix: committed but not published, and events that failed and are tried again. */
export const WAITING_IN_STORE = { outbox: "outbox", parked: "due" } as const;

const keysOf = (name: string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(WAITING_IN_STORE).map(([what, key]) => [what, `{${name}}:${key}`])),
  asked: demandKey(name),
});

export const storeTriggers = ({ name }: ServiceDeclaration, release: Release): readonly Trigger[] =>
  Object.entries(keysOf(name)).map(([what, listName]) => ({
    type: "redis",
    name: what,
    metadata: {
      address: `${hostOf("store", release)}:${PORTS.store}`,
      username: AUTOSCALER,
      listName,
      listLength: ONE_REPLICA,
    },
    authentication: STORE.name,
  }));
