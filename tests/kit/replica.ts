// A further replica of a service, beside the one that the platform runs: on the same bus and the same store.
import { onTestFinished } from "vitest";
import { realClock } from "#platform/runtime/clock.ts";
import type { Embedded } from "#platform/runtime/embedded.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { DEFAULT_LIMITS } from "#platform/runtime/limits.ts";
import { silentLog } from "#platform/runtime/log.ts";
import { ServiceRuntime } from "#platform/runtime/service-runtime.ts";
import type { MemoryStore } from "#platform/runtime/store/memory/memory-store.ts";
import { services } from "#services/all.ts";
import { IMPATIENT } from "./platform.ts";

/** It runs until the test is finished. */
export async function startReplica({ bus, stores, faults }: Embedded, name: string): Promise<ServiceRuntime> {
  const service = services.find(({ declaration }) => declaration.name === name);
  if (!service) throw new Error(`There is no service ${name}.`);
  const replica = new ServiceRuntime(service, {
    clock: realClock,
    random: Math.random,
    newId: newRealId,
    bus,
    openStore: (owner) => stores.get(owner) as MemoryStore,
    log: silentLog,
    environment: {},
    declarations: services.map(({ declaration }) => declaration),
    fleet: undefined,
    limits: { ...DEFAULT_LIMITS, ...IMPATIENT },
    faults,
  });
  await replica.start();
  onTestFinished(() => replica.stop());
  return replica;
}

/** How many events of a topic this replica alone has handled. */
export const handledBy = ({ tallies }: ServiceRuntime, topic: string): number =>
  tallies.entries().find((entry) => entry.kind === "handled" && entry.topic === topic)?.count ?? 0;
