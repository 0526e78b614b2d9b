// What the server answers, as the values of the store's port.
import type { FeedEntry, Member } from "../../../declare/unit-of-work.ts";
import type { MinuteCount, Minutes, StoredRecord, Tally } from "../port.ts";

/** A number as the server reads it. */
export function score(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? "+inf" : "-inf";
}
export const limitOf = (limit: number): string => String(Math.min(limit, Number.MAX_SAFE_INTEGER));

const ABSENT: StoredRecord = { value: undefined, schemaNumber: 0, version: 0 };

/** Stored as version, schema number and value, with a space between. */
export function recordOf(stored: string | null): StoredRecord {
  if (stored === null) return ABSENT;
  const first = stored.indexOf(" ");
  const second = stored.indexOf(" ", first + 1);
  return {
    version: Number(stored.slice(0, first)),
    schemaNumber: Number(stored.slice(first + 1, second)),
    value: JSON.parse(stored.slice(second + 1)) as unknown,
  };
}

const pairs = (flat: readonly (string | number)[]): [string, number][] =>
  Array.from({ length: flat.length / 2 }, (_, at) => [String(flat[2 * at]), Number(flat[2 * at + 1])]);

export const membersOf = (flat: readonly string[]): Member[] =>
  pairs(flat).map(([member, memberScore]) => ({ member, score: memberScore }));

/** Stream entries: an id `0-<cursor>`, and one field with the value. */
export const entriesOf = (entries: readonly [id: string, fields: [string, string]][]): FeedEntry<unknown>[] =>
  entries.map(([id, [, value]]) => ({ cursor: Number(id.slice(2)), value: JSON.parse(value) as unknown }));

export type TallyReply = readonly [number, string, number, number, number, string[], string[], string[]];

export function tallyOf([outbox, oldest, parked, dead, journal, committed, forgotten, seen]: TallyReply): Tally {
  const forgottenOf = new Map(pairs(forgotten));
  return {
    outbox,
    oldestOutbox: oldest === "" ? undefined : Math.floor(Number(oldest) / 1_000),
    parked,
    dead,
    journal,
    committed: Object.fromEntries(
      pairs(committed).map(([topic, count]) => [topic, { count, forgotten: forgottenOf.get(topic) ?? 0 }]),
    ),
    seen: Object.fromEntries(pairs(seen)),
  };
}

type MinutesOfKind = readonly (number | string[])[];
export type MinutesReply = readonly [committed: MinutesOfKind, seen: MinutesOfKind];

const countsOf = (reply: MinutesOfKind): MinuteCount[] =>
  Array.from({ length: reply.length / 2 }, (_, at) => {
    const minute = Number(reply[2 * at]);
    return pairs(reply[2 * at + 1] as string[]).map(([topic, count]) => ({ minute, topic, count }));
  }).flat();

export const minutesOf = ([committed, seen]: MinutesReply): Minutes => ({
  committed: countsOf(committed),
  seen: countsOf(seen),
});
