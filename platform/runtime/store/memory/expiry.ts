// Forgets the oldest of those entries that may be forgotten.
export class Expiry {
  readonly #until = new Map<string, number>();
  readonly #atMost: number;
  readonly #forget: (id: string) => void;

  constructor(atMost: number, forget: (id: string) => void) {
    this.#atMost = atMost;
    this.#forget = forget;
  }

  /** `keepFor` undefined: kept for ever. */
  note(id: string, keepFor: number | undefined, now: number): void {
    this.#until.delete(id);
    if (keepFor === undefined) return;
    this.#until.set(id, now + keepFor);
    for (const [oldest, until] of this.#until) {
      if (this.#until.size <= this.#atMost && until > now) break;
      this.#until.delete(oldest);
      this.#forget(oldest);
    }
  }
}
