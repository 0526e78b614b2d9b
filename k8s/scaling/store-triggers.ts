// What waits for a service in its own store, and requests that came while it slept: nothing is left behind at zero.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { PORTS } from "../parts/ports.ts";
import { STORE } from "../parts/secrets.ts";
import { demandKey } from "../programs/doorman/demand.ts";
import { addressOf, hostOf, type Release } from "../release.ts";
import { ONE_REPLICA, type Trigger } from "./trigger.ts";

/** The user as which the autoscaler reads. */
export const AUTOSCALER = "autoscaler";

/** Names of sorted sets after a service's prefix: committed but not published, and events that failed and are tried again. */
export const WAITING_IN_STORE = { outbox: "outbox", parked: "due" } as const;

const keysOf = (name: string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(WAITING_IN_STORE).map(([what, key]) => [what, `{${name}}:${key}`])),
  asked: demandKey(name),
});

function readingFrom(release: Release): Readonly<Record<string, string>> {
  const { store } = release.existing;
  if (store) return { address: addressOf(store), username: store.user };
  return { address: `${hostOf(STORE.name, release)}:${PORTS.store}`, username: AUTOSCALER };
}

export const storeTriggers = ({ name }: ServiceDeclaration, release: Release): readonly Trigger[] =>
  Object.entries(keysOf(name)).map(([what, listName]) => ({
    type: "redis",
    name: what,
    perReplica: ONE_REPLICA,
    metadata: {
      ...readingFrom(release),
      listName,
      listLength: ONE_REPLICA,
    },
    authentication: STORE.name,
  }));
