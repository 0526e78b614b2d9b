// A schedule: what a service does by the clock, on one replica at a time.
import { type Duration, milliseconds } from "./duration.ts";
import type { EventType } from "./event.ts";

export interface Schedule<Emits extends EventType = EventType> {
  readonly kind: "schedule";
  /** Milliseconds between two runs. */
  readonly every: number;
  readonly emits: readonly Emits[];
}

/** @example every("30s", { emits: [OrderCancelled] }) */
export function every<const Emits extends readonly EventType[] = readonly []>(
  period: Duration,
  options?: { emits: Emits },
): Schedule<Emits[number]> {
  return Object.freeze({ kind: "schedule", every: milliseconds(period), emits: options?.emits ?? [] });
}
