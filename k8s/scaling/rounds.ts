// Who sleeps is woken now and then although nothing waits: it reads the heartbeats, and so finds events that the broker has
// lost while it slept, as long as their publishers can still replay them.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Release } from "../release.ts";
import { ONE_REPLICA, type Trigger } from "./trigger.ts";

/** Minutes; a journal goes back an hour, so each service looks at least twice in that time. */
export const EVERY = 30;
const LONG = 1;

/** One service after the other, so that a small cluster need not carry all of them at once. */
function minutesOf({ name }: ServiceDeclaration, { declarations }: Release): readonly number[] {
  const sleepers = declarations.filter(({ scale }) => scale.min === 0).map((service) => service.name);
  const first = Math.floor((sleepers.indexOf(name) * EVERY) / sleepers.length);
  return Array.from({ length: 60 / EVERY }, (_, round) => first + round * EVERY);
}

export function roundsTriggers(service: ServiceDeclaration, release: Release): readonly Trigger[] {
  if (service.scale.min > 0) return [];
  const at = (offset: number) =>
    `${minutesOf(service, release)
      .map((minute) => (minute + offset) % 60)
      .join(",")} * * * *`;
  return [
    {
      type: "cron",
      name: "rounds",
      perReplica: ONE_REPLICA,
      metadata: { timezone: "Etc/UTC", start: at(0), end: at(LONG), desiredReplicas: "1" },
    },
  ];
}
