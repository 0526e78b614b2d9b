// Versioned values. A version is never given twice, also not after a delete.
import type { StoredRecord } from "../port.ts";
import { Expiry } from "./expiry.ts";

const ABSENT: StoredRecord = { value: undefined, schemaNumber: 0, version: 0 };

export class Records {
  readonly #values = new Map<string, StoredRecord>();
  readonly #expiry: Expiry;
  #lastVersion = 0;

  constructor(atMost: number) {
    this.#expiry = new Expiry(atMost, (id) => this.#values.delete(id));
  }
  get(id: string): StoredRecord {
    return this.#values.get(id) ?? ABSENT;
  }
  set(id: string, value: unknown, schemaNumber: number, keepFor: number | undefined, now: number): void {
    this.#values.set(id, { value, schemaNumber, version: ++this.#lastVersion });
    this.#expiry.note(id, keepFor, now);
  }
  delete(id: string, now: number): void {
    this.#values.delete(id);
    this.#expiry.note(id, undefined, now);
  }
  ids(): Iterable<string> {
    return this.#values.keys();
  }
  entries(): IterableIterator<[string, StoredRecord]> {
    return this.#values.entries();
  }
}
