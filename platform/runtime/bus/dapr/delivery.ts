// What a sidecar delivers, one event or many, and the answer that it understands.
import { isEnvelope } from "../../events/envelope.ts";
import type { Verdict } from "../port.ts";

export interface Entry {
  /** Undefined for an event that came alone. */
  readonly entryId: string | undefined;
  readonly event: unknown;
}

/** The events in a body. What cannot be read is an event too: the consumer makes it a dead letter, and nothing behind it waits. */
export function entriesIn(body: string): { readonly isBulk: boolean; readonly entries: readonly Entry[] } {
  const read = parsed(body);
  const entries = (read as { entries?: unknown } | null)?.entries;
  if (!Array.isArray(entries))
    return { isBulk: false, entries: [{ entryId: undefined, event: writable(alone(read)) }] };
  return {
    isBulk: true,
    entries: (entries as Partial<Entry>[]).map(({ entryId, event }) => ({ entryId, event: writable(inBulk(event)) })),
  };
}

const STATUS: Readonly<Record<Verdict, string>> = { done: "SUCCESS", retry: "RETRY" };

/** An entry without an answer would come again. */
export function answerTo(isBulk: boolean, answered: readonly (readonly [Entry, Verdict])[]): object {
  const statuses = answered.map(([{ entryId }, verdict]) => ({ entryId, status: STATUS[verdict] }));
  return isBulk ? { statuses } : { status: statuses[0]?.status };
}

/** Bytes come in base64: in bulk as they are, alone in an envelope that the sidecar makes for them. */
const fromBytes = (packed: string): unknown => asPublished(parsed(Buffer.from(packed, "base64").toString("utf8")));

const inBulk = (arrived: unknown): unknown => (typeof arrived === "string" ? fromBytes(arrived) : asPublished(arrived));

function alone(arrived: unknown): unknown {
  const packed = (arrived as { data_base64?: unknown } | null)?.data_base64;
  return typeof packed === "string" ? fromBytes(packed) : asPublished(arrived);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** In place of what is nested too deep. */
export const TOO_DEEP = "It is nested too deep to be read.";
const DEEPEST = 100;

/** What cannot be written down could be neither kept nor given up, and would come again for ever: JSON is read at any depth, but not written. */
function writable(event: unknown): unknown {
  if (!isDeeper(event, DEEPEST)) return event;
  if (!isEnvelope(event)) return TOO_DEEP;
  const attributes = Object.entries(event).filter(([, value]) => typeof value === "string");
  return { ...Object.fromEntries(attributes), data: TOO_DEEP };
}
function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return most === 0 || Object.values(value).some((inner) => isDeeper(inner, most - 1));
}

/** Without what the sidecar adds for its own use; what it does not know of a trace it adds as an empty text. */
export function asPublished(event: unknown): unknown {
  if (typeof event !== "object" || event === null || Array.isArray(event)) return event;
  if (!("pubsubname" in event || "topic" in event || "tracestate" in event)) return event;
  const { topic: _topic, pubsubname: _pubsub, tracestate, ...published } = event as Record<string, unknown>;
  return tracestate ? { ...published, tracestate } : published;
}
