// What a handler may do: read and stage state, ask for ids and the time. It cannot publish or commit by itself.
import type { Retention } from "./retention.ts";
import type { CounterShape, FeedShape, IndexShape, RecordShape, StateShape } from "./state.ts";

export interface WriteOptions {
  /** Milliseconds after which the value may be forgotten, or the kind of thing it is; without it, it is kept for ever. */
  readonly keepFor?: number | Retention;
}
export interface RecordAccess<T> {
  get(id: string): Promise<T | undefined>;
  getMany(ids: readonly string[]): Promise<readonly (T | undefined)[]>;
  /** As they are at this moment, for a first look at many: the commit does not mind when one of them changes. */
  peekMany(ids: readonly string[]): Promise<readonly (T | undefined)[]>;
  set(id: string, value: T, options?: WriteOptions): void;
  delete(id: string): void;
}
export interface CounterAccess {
  get(id: string): Promise<number>;
  getMany(ids: readonly string[]): Promise<readonly number[]>;
  add(id: string, amount: number): void;
}
export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Members after this one, in the same order (for paging). */
  readonly after?: string;
  readonly limit: number;
  readonly reverse?: boolean;
}
export interface Member {
  readonly member: string;
  readonly score: number;
}
export interface IndexAccess {
  /** With `keepFor`, the whole set is forgotten when nothing is put into it for so long. */
  put(set: string, member: string, score: number, options?: WriteOptions): void;
  /** Adds to a member's score, starting at 0. */
  add(set: string, member: string, amount: number): void;
  /** Gives a member that is there another score; one that was removed meanwhile stays away. */
  move(set: string, member: string, score: number): void;
  remove(set: string, member: string): void;
  range(set: string, range: Range): Promise<readonly Member[]>;
}
export interface FeedEntry<T> {
  /** Grows within a feed, from 1; the cursor for `after`. */
  readonly cursor: number;
  readonly value: T;
}
export interface FeedRange {
  /** Entries whose cursor is greater. */
  readonly after?: number;
  readonly limit: number;
  readonly reverse?: boolean;
}
export interface FeedAccess<T> {
  append(feed: string, value: T, options?: WriteOptions): void;
  /** The oldest entries first, or with `reverse` the newest. */
  read(feed: string, range: FeedRange): Promise<readonly FeedEntry<T>[]>;
}
export type AccessTo<Shape> =
  Shape extends RecordShape<infer T>
    ? RecordAccess<T>
    : Shape extends CounterShape
      ? CounterAccess
      : Shape extends IndexShape
        ? IndexAccess
        : Shape extends FeedShape<infer T>
          ? FeedAccess<T>
          : never;

/** One counter that must hold at least so much when the commit happens. */
export interface AtLeast {
  readonly counter: CounterAccess;
  readonly id: string;
  readonly amount: number;
}
/** What `decide` returns: the outcome is known only inside the commit. */
export interface Decision<E> {
  readonly kind: "decision";
  readonly may: readonly E[];
}

export interface UnitOfWork<States extends Record<string, StateShape>, Ports, Settings> {
  /** The store's clock, in milliseconds since 1970. */
  readonly now: number;
  readonly state: { readonly [K in keyof States]: AccessTo<States[K]> };
  readonly ports: Ports;
  readonly settings: Settings;
  /** A new UUIDv7. */
  readonly newId: () => string;
  /**
   * Stages two alternatives; the commit itself picks one by the condition, so that a thousand orders for one SKU do not conflict.
   * Both functions run now and must be synchronous; only one's writes and facts take effect.
   */
  readonly decide: <Met, Otherwise>(
    condition: readonly AtLeast[],
    branches: { met: () => readonly Met[]; otherwise: () => readonly Otherwise[] },
  ) => Decision<Met | Otherwise>;
}
