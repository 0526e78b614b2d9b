// The four shapes of stored state. Which one is chosen decides what can conflict.
import type { z } from "zod";

/** A value with a version; two units of work that change it at once cannot both commit, the second runs again. */
export interface RecordShape<T = unknown> {
  readonly kind: "record";
  readonly schema: z.ZodType<T>;
  /** Written beside each value, so that older ones can be upgraded when they are read. */
  readonly schemaNumber: number;
  readonly upgrades: Readonly<Record<number, (old: never) => unknown>>;
}
/** A number that is added to inside the commit and never conflicts. */
export interface CounterShape {
  readonly kind: "counter";
}
/** Sets of members with scores (a due set, a list by date); changes never conflict. */
export interface IndexShape {
  readonly kind: "index";
  /** A set keeps its members with the highest scores, up to this number. */
  readonly keep: number;
  /** Members of its set `all` are pieces of unfinished work: /metrics tells how many, and the age of the oldest by its id. */
  readonly isWork: boolean;
}
/** An append-only, bounded list that any replica can follow. */
export interface FeedShape<T = unknown> {
  readonly kind: "feed";
  readonly schema: z.ZodType<T>;
  readonly keep: number;
}
export type StateShape = RecordShape<any> | CounterShape | IndexShape | FeedShape<any>;

/** Each entry of `upgrades` turns a value of that schema number into one of the next. */
export function record<T>(
  schema: z.ZodType<T>,
  options: { schemaNumber?: number; upgrades?: RecordShape["upgrades"] } = {},
): RecordShape<T> {
  return { kind: "record", schema, schemaNumber: options.schemaNumber ?? 1, upgrades: options.upgrades ?? {} };
}
export const counter = (): CounterShape => ({ kind: "counter" });
export const index = (options: { keep?: number; isWork?: boolean } = {}): IndexShape => ({
  kind: "index",
  keep: options.keep ?? Number.POSITIVE_INFINITY,
  isWork: options.isWork ?? false,
});
export const feed = <T>(schema: z.ZodType<T>, options: { keep: number }): FeedShape<T> => ({
  kind: "feed",
  schema,
  keep: options.keep,
});
