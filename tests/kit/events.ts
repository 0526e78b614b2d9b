// Events as a publisher would send them, for tests that speak to the bus directly.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { DataOf, EventType } from "#platform/declare/event.ts";
import { newRealId } from "#platform/runtime/ids.ts";

/** The event with its declared example as data, or with `data`. */
export function anEvent<E extends EventType>(type: E, data: DataOf<E> & object = type.example): CloudEvent {
  const id = newRealId();
  return {
    specversion: "1.0",
    id,
    type: type.name,
    source: "/test",
    subject: String((data as Record<string, unknown>)[type.subject]),
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    traceid: "0af7651916cd43dd8448eb211c80319c",
    causationid: id,
    correlationid: id,
    data,
  };
}

/** All orders in which some things can come. */
export const permutations = <T>(things: readonly T[]): T[][] =>
  things.length < 2
    ? [[...things]]
    : things.flatMap((first, at) => permutations(things.toSpliced(at, 1)).map((rest) => [first, ...rest]));
