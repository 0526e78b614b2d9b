// Events as the sidecar takes them in bulk, and what its answer says about each of them.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import type { SidecarAnswer } from "./sidecar.ts";

export interface Batch {
  readonly topic: string;
  readonly ids: readonly string[];
  readonly body: string;
}

/** Far below the 4 MB that a sidecar reads, also when every character takes three bytes. */
const LONGEST = 1_000_000;

/** Events that are worth a call of their own. */
const FEWEST = 2;

/**
 * Each event once, by topic, in as many shares as there are ways to go. Two entries with one id would make the sidecar refuse all
 * of them.
 */
export function batchesOf(events: readonly CloudEvent[], ways = 1): readonly Batch[] {
  const topics = new Map<string, Map<string, CloudEvent>>();
  for (const event of events) topics.set(event.type, (topics.get(event.type) ?? new Map()).set(event.id, event));
  return [...topics].flatMap(([topic, some]) => {
    const most = Math.max(FEWEST, Math.ceil(some.size / ways));
    return [...split(topic, some.values(), most)];
  });
}

function* split(topic: string, events: Iterable<CloudEvent>, most: number): Generator<Batch> {
  let ids: string[] = [];
  let entries: string[] = [];
  let length = 0;
  const batch = (): Batch => ({ topic, ids, body: `[${entries.join(",")}]` });
  for (const event of events) {
    const entry = toEntry(event);
    if (ids.length === most || (ids.length > 0 && length + entry.length > LONGEST)) {
      yield batch();
      [ids, entries, length] = [[], [], 0];
    }
    ids.push(event.id);
    entries.push(entry);
    length += entry.length;
  }
  yield batch();
}

/**
 * The event is a text that the sidecar passes on as it is. The partition key stands at the entry, because one at the request
 * would overwrite those of all entries.
 */
const toEntry = (event: CloudEvent): string =>
  JSON.stringify({
    entryId: event.id,
    event: JSON.stringify(event),
    contentType: "text/plain",
    metadata: { partitionKey: event.subject },
  });

/** By event id; empty when the broker has taken everything. */
export function refusedBy({ status, text }: SidecarAnswer, { topic, ids }: Batch): ReadonlyMap<string, Error> {
  const named = failedEntries(text);
  if (named.length > 0)
    return new Map(named.map(({ entryId, error }) => [entryId, new Error(error ?? "The broker did not take it.")]));
  if (status >= 200 && status < 300) return new Map();
  const refusal = new Error(`The sidecar answered ${status} to ${topic}: ${text.slice(0, 500)}`);
  return new Map(ids.map((id) => [id, refusal]));
}

function failedEntries(text: string): readonly { readonly entryId: string; readonly error?: string }[] {
  if (!text.includes("failedEntries")) return [];
  try {
    const { failedEntries: named } = JSON.parse(text) as { failedEntries?: unknown };
    return Array.isArray(named) ? named : [];
  } catch {
    return [];
  }
}
