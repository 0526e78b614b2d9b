// What may be said of an event in a log: which one it is, and an error's text without what its schema marks as personal.
import type { z } from "zod";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { EventType } from "../../declare/event.ts";
import { MASK } from "../../derive/mask.ts";
import { EVERY, type Path, personalPaths } from "../../derive/personal-paths.ts";
import { isValid, traceIdOf } from "../trace.ts";

/** The fields by which lines of several services are brought together. */
export function about(service: string, event: CloudEvent): object {
  const { id, type, traceparent } = event;
  const orderId = (event.data as { orderId?: unknown } | undefined)?.orderId;
  return {
    service,
    topic: type,
    eventId: id,
    ...(typeof orderId === "string" && { orderId }),
    ...(isValid(traceparent) && { traceId: traceIdOf(traceparent) }),
  };
}

const found = new WeakMap<z.ZodType, readonly Path[]>();

/** The text, with the event's personal values masked; data that does not fit its schema hides the whole text, because nobody knows what it quotes. */
export function discreet(text: string, { data }: CloudEvent, type: EventType | undefined): string {
  const parsed = type?.schema.safeParse(data);
  if (!type || !parsed?.success) return MASK;
  const paths = found.get(type.schema) ?? personalPaths(type.schema);
  found.set(type.schema, paths);
  const values = paths.flatMap((path) => textsAt(data, path));
  // Longer ones first: one may be a part of another.
  return values.toSorted((a, b) => b.length - a.length).reduce((said, value) => said.replaceAll(value, MASK), text);
}

function textsAt(value: unknown, [key, ...rest]: Path): string[] {
  if (key === undefined) return textsIn(value);
  if (typeof value !== "object" || value === null) return [];
  const next = key === EVERY ? Object.values(value) : [(value as Record<string, unknown>)[key]];
  return next.flatMap((each) => textsAt(each, rest));
}
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
