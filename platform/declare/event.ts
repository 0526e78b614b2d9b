// An event's declaration: its name, what it says, and what it is about. Plain data; importing it starts nothing.
import type { z } from "zod";

export interface EventType<Name extends string = string, Data extends object = any> {
  readonly kind: "event";
  /** CloudEvents `type`, topic and stream name. */
  readonly name: Name;
  /** One sentence in the past tense: what has happened. */
  readonly summary: string;
  /** The field of `data` that the event is about; CloudEvents `subject` and the partition key. */
  readonly subject: string;
  readonly schema: z.ZodType<Data>;
  readonly example: Data;
  /** `control` events are the platform's own (replay, heartbeat); they carry no business fact. */
  readonly control: boolean;
}

export type DataOf<E> = E extends EventType<string, infer Data> ? Data : never;

/** A fact that a handler returns; the runtime stores it with the handler's state and publishes it afterwards. */
export interface Emission<Name extends string = string> {
  readonly event: EventType<Name>;
  readonly data: object;
}

/** Distributes over a union, so that a mix of declared emissions still types. */
export type EmissionOf<E> = E extends EventType<infer Name> ? Emission<Name> : never;

interface EventInput<Name extends string, Data extends object> {
  name: Name;
  summary: string;
  subject: keyof Data & string;
  data: z.ZodType<Data>;
  example: NoInfer<Data>;
  control?: boolean;
}

/**
 * Declares an event.
 * @example defineEvent({ name: "OrderCreated", summary: "…", subject: "orderId", data: z.object({ orderId: OrderId }), example: { … } })
 */
export function defineEvent<const Name extends string, Data extends object>(
  input: EventInput<Name, Data>,
): EventType<Name, Data> {
  return Object.freeze({
    kind: "event",
    name: input.name,
    summary: input.summary,
    subject: input.subject,
    schema: input.data,
    example: input.example,
    control: input.control ?? false,
  });
}

/** Builds an emission; the runtime checks `data` against the event's schema when the handler returns it. */
export function emit<E extends EventType>(event: E, data: DataOf<E>): EmissionOf<E> {
  return { event, data } as unknown as EmissionOf<E>;
}
