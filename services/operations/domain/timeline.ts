// One line of an order's story: which event, when, from whom and because of what. It holds no data, so anybody may read it.
import { z } from "zod";
import { deadLetterIn, type HeardEvent } from "./heard-event.ts";

export const TIMELINE_KEPT = 200;

export const TimelineEntry = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  event: z.string(),
  id: z.string(),
  causationid: z.string(),
  service: z.string(),
  traceparent: z.string(),
  /** Why something was refused; of a dead letter, the problem's code. */
  reason: z.string().optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

function reasonOf(event: HeardEvent): string | undefined {
  const letter = deadLetterIn(event);
  if (letter) return letter.problem;
  const reason = (event.data as { reason?: unknown }).reason;
  return typeof reason === "string" ? reason : undefined;
}

/** What comes from elsewhere may have no such attribute, and whoever reads it counts on a text. */
const textIn = (attribute: unknown): string => (typeof attribute === "string" ? attribute : "");

export function entryOf(event: HeardEvent): TimelineEntry {
  const { time, type, id, causationid, source, traceparent } = event;
  const reason = reasonOf(event);
  return {
    at: Date.parse(time),
    event: type,
    id,
    causationid: textIn(causationid),
    service: source.replace(/^\//, ""),
    traceparent: textIn(traceparent),
    ...(reason !== undefined && { reason }),
  };
}

type Known = ReadonlyMap<string, TimelineEntry>;

/** How many known events led to this one; no more than there are, should events name each other as their cause. */
function depthOf(entry: TimelineEntry, known: Known): number {
  let depth = 0;
  for (let cause = known.get(entry.causationid); cause && depth < known.size; cause = known.get(cause.causationid))
    depth++;
  return depth;
}

/** By time, and in the same millisecond causes before effects; each event once, so that what is heard late or again does not disturb the story. */
export function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const once = new Map(entries.map((entry) => [entry.id, entry]));
  const depths = new Map([...once.values()].map((entry) => [entry.id, depthOf(entry, once)]));
  const depth = ({ id }: TimelineEntry): number => depths.get(id) ?? 0;
  return [...once.values()].sort((a, b) => a.at - b.at || depth(a) - depth(b) || (a.id < b.id ? -1 : 1));
}
