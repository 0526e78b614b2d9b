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
  return type ? withoutPersonal(text, data, type.schema) : MASK;
}
/** The same for any data, such as a request's body. */
export function withoutPersonal(text: string, data: unknown, schema: z.ZodType): string {
  if (!schema.safeParse(data).success) return MASK;
  const paths = found.get(schema) ?? personalPaths(schema);
  found.set(schema, paths);
  // An error may also quote the data as JSON, in which some characters are written in another way.
  const values = paths.flatMap((path) => textsAt(data, path)).flatMap((value) => [value, asJson(value)]);
  // Longer ones first: one may be a part of another.
  return values.toSorted((a, b) => b.length - a.length).reduce((said, value) => said.replaceAll(value, MASK), text);
}

const asJson = (value: string): string => JSON.stringify(value).slice(1, -1);

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
