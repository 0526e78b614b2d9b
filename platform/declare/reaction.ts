// A reaction: what a service does when it hears of an event, and which facts may follow.
import type { EventType } from "./event.ts";

export interface Reaction<E extends EventType = EventType, Emits extends EventType = EventType> {
  readonly kind: "reaction";
  readonly event: E;
  readonly emits: readonly Emits[];
}

/** @example on(OrderCreated, { emits: [InventoryReserved, InventoryFailed] }) */
export function on<E extends EventType, const Emits extends readonly EventType[] = readonly []>(
  event: E,
  options?: { emits: Emits },
): Reaction<E, Emits[number]> {
  return Object.freeze({ kind: "reaction", event, emits: options?.emits ?? [] });
}
