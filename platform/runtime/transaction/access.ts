// The four shapes of state as a handler sees them, on top of a store and a staging area.
import type { Retention } from "../../declare/retention.ts";
import type { FeedShape, IndexShape, RecordShape, StateShape } from "../../declare/state.ts";
import type {
  CounterAccess,
  FeedAccess,
  FeedEntry,
  FeedRange,
  IndexAccess,
  Range,
  RecordAccess,
  WriteOptions,
} from "../../declare/unit-of-work.ts";
import type { Store, StoredRecord } from "../store/port.ts";
import type { Staging } from "./staging.ts";

/** The milliseconds of a kind of thing. */
type Lasting = (keepFor: WriteOptions["keepFor"]) => number | undefined;

/** A value of an older schema number, brought up to today's step by step. */
function upgrade(shape: RecordShape, { value, schemaNumber }: StoredRecord): unknown {
  let current = value;
  for (let number = schemaNumber; number < shape.schemaNumber; number++) {
    const step = shape.upgrades[number];
    if (!step) throw new Error(`No upgrade from schema number ${number} is declared for this record.`);
    current = step(current as never);
  }
  return current;
}

class Records implements RecordAccess<unknown> {
  readonly #state: string;
  readonly #shape: RecordShape;
  readonly #store: Store;
  readonly #staging: Staging;
  readonly #kept: Lasting;
  /** Values staged by this unit of work: it reads its own writes. */
  #staged: Map<string, unknown> | undefined;

  constructor(state: string, shape: RecordShape, store: Store, staging: Staging, kept: Lasting) {
    this.#state = state;
    this.#shape = shape;
    this.#store = store;
    this.#staging = staging;
    this.#kept = kept;
  }
  async get(id: string): Promise<unknown> {
    if (this.#staged?.has(id)) return this.#staged.get(id);
    const [stored] = await this.#store.records(this.#state, [id]);
    return this.#read(id, stored as StoredRecord);
  }
  async getMany(ids: readonly string[]): Promise<readonly unknown[]> {
    const stored = await this.#store.records(this.#state, ids);
    return ids.map((id, at) =>
      this.#staged?.has(id) ? this.#staged.get(id) : this.#read(id, stored[at] as StoredRecord),
    );
  }
  async peekMany(ids: readonly string[]): Promise<readonly unknown[]> {
    const stored = await this.#store.records(this.#state, ids);
    return ids.map((id, at) =>
      this.#staged?.has(id) ? this.#staged.get(id) : this.#valueOf(stored[at] as StoredRecord),
    );
  }
  set(id: string, value: unknown, { keepFor }: WriteOptions = {}): void {
    const { schemaNumber } = this.#shape;
    this.#staging.write({ kind: "set", state: this.#state, id, value, schemaNumber, keepFor: this.#kept(keepFor) });
    this.#staged ??= new Map();
    this.#staged.set(id, value);
  }
  delete(id: string): void {
    this.#staging.write({ kind: "delete", state: this.#state, id });
    this.#staged ??= new Map();
    this.#staged.set(id, undefined);
  }
  #read(id: string, stored: StoredRecord): unknown {
    this.#staging.reads.push({ state: this.#state, id, version: stored.version });
    return this.#valueOf(stored);
  }
  #valueOf(stored: StoredRecord): unknown {
    return stored.version === 0 || stored.schemaNumber === this.#shape.schemaNumber
      ? stored.value
      : upgrade(this.#shape, stored);
  }
}

export class Counters implements CounterAccess {
  readonly state: string;
  readonly #store: Store;
  readonly #staging: Staging;

  constructor(state: string, store: Store, staging: Staging) {
    this.state = state;
    this.#store = store;
    this.#staging = staging;
  }
  async get(id: string): Promise<number> {
    const [value = 0] = await this.#store.counters(this.state, [id]);
    return value;
  }
  getMany(ids: readonly string[]): Promise<readonly number[]> {
    return this.#store.counters(this.state, ids);
  }
  add(id: string, amount: number): void {
    if (!Number.isSafeInteger(amount)) throw new RangeError(`Counters add whole numbers; ${amount} is none.`);
    this.#staging.write({ kind: "add", state: this.state, id, amount });
  }
}

class Indexes implements IndexAccess {
  readonly #state: string;
  readonly #keep: number;
  readonly #store: Store;
  readonly #staging: Staging;
  readonly #kept: Lasting;

  constructor(state: string, { keep }: IndexShape, store: Store, staging: Staging, kept: Lasting) {
    this.#state = state;
    this.#keep = keep;
    this.#store = store;
    this.#staging = staging;
    this.#kept = kept;
  }
  put(set: string, member: string, score: number, { keepFor }: WriteOptions = {}): void {
    this.#staging.write({
      kind: "put",
      state: this.#state,
      set,
      member,
      score,
      keep: this.#keep,
      keepFor: this.#kept(keepFor),
    });
  }
  add(set: string, member: string, amount: number): void {
    this.#staging.write({ kind: "increase", state: this.#state, set, member, amount, keep: this.#keep });
  }
  move(set: string, member: string, score: number): void {
    this.#staging.write({ kind: "move", state: this.#state, set, member, score });
  }
  remove(set: string, member: string): void {
    this.#staging.write({ kind: "remove", state: this.#state, set, member });
  }
  range(set: string, range: Range) {
    return this.#store.range(this.#state, set, range);
  }
}

class Feeds implements FeedAccess<unknown> {
  readonly #state: string;
  readonly #keep: number;
  readonly #store: Store;
  readonly #staging: Staging;
  readonly #kept: Lasting;

  constructor(state: string, { keep }: FeedShape, store: Store, staging: Staging, kept: Lasting) {
    this.#state = state;
    this.#keep = keep;
    this.#store = store;
    this.#staging = staging;
    this.#kept = kept;
  }
  append(feed: string, value: unknown, { keepFor }: WriteOptions = {}): void {
    this.#staging.write({
      kind: "append",
      state: this.#state,
      feed,
      value,
      keep: this.#keep,
      keepFor: this.#kept(keepFor),
    });
  }
  read(feed: string, range: FeedRange): Promise<readonly FeedEntry<unknown>[]> {
    return this.#store.feed(this.#state, feed, range);
  }
}

export function accessTo(
  name: string,
  shape: StateShape,
  store: Store,
  staging: Staging,
  kept: Readonly<Record<Retention, number>>,
): RecordAccess<unknown> | CounterAccess | IndexAccess | FeedAccess<unknown> {
  const lasting: Lasting = (keepFor) => (typeof keepFor === "string" ? kept[keepFor] : keepFor);
  switch (shape.kind) {
    case "record":
      return new Records(name, shape, store, staging, lasting);
    case "counter":
      return new Counters(name, store, staging);
    case "index":
      return new Indexes(name, shape, store, staging, lasting);
    case "feed":
      return new Feeds(name, shape, store, staging, lasting);
  }
}
