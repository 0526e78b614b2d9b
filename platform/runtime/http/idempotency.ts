// Idempotency-Key: the same key with the same body gets the same answer, however often and wherever it is sent.
import { createHash } from "node:crypto";
import { Problem } from "#contracts/problems.ts";
import { SECOND } from "../../declare/duration.ts";
import type { Commit, Store, Write } from "../store/port.ts";

const STATE = "$idempotency";
/** A request that takes longer has died with its replica; the key may be used again. */
const RUNNING = 10 * SECOND;

export interface StoredReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
type Entry = { readonly hash: string } & ({ readonly runningUntil: number } | { readonly reply: StoredReply });

/** Keys of sorted objects, so that the order of fields does not matter. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

export class IdempotencyKey {
  readonly #store: Store;
  readonly #id: string;
  readonly #hash: string;
  readonly #keepFor: number;
  #runningUntil = 0;

  /** `keepFor`: milliseconds for which the answer is kept. */
  constructor(
    { store, keepFor }: { readonly store: Store; readonly keepFor: number },
    route: string,
    key: string,
    params: unknown,
    body: unknown,
  ) {
    this.#store = store;
    this.#keepFor = keepFor;
    this.#id = `${route}/${JSON.stringify(canonical(params))}/${key}`;
    this.#hash = createHash("sha256")
      .update(JSON.stringify(canonical([params, body])))
      .digest("hex");
  }
  /** The first answer when there is one; otherwise the key is ours for a while. */
  async claim(): Promise<StoredReply | undefined> {
    const [stored] = await this.#store.records(STATE, [this.#id]);
    const entry = stored?.value as Entry | undefined;
    const now = this.#store.now();
    if (entry && entry.hash !== this.#hash) throw new Problem("idempotency-key-reused");
    if (entry && "reply" in entry) return entry.reply;
    if (entry && entry.runningUntil > now) throw new Problem("request-in-progress", { retryAfter: 1 });
    this.#runningUntil = now + RUNNING;
    const { outcome } = await this.#store.commit({
      reads: [{ state: STATE, id: this.#id, version: stored?.version ?? 0 }],
      changes: { writes: [this.#write({ hash: this.#hash, runningUntil: this.#runningUntil })], events: [] },
      claim: 0,
    });
    if (outcome !== "committed") throw new Problem("request-in-progress", { retryAfter: 1 });
    return undefined;
  }
  /** What a commit must have read so that it holds only while the key is ours; throws when another has taken it over. */
  async held(): Promise<Commit["reads"][number]> {
    const [stored] = await this.#store.records(STATE, [this.#id]);
    const entry = stored?.value as Entry | undefined;
    const isOurs = entry === undefined || ("runningUntil" in entry && entry.runningUntil === this.#runningUntil);
    if (!isOurs) throw new Problem("request-in-progress", { retryAfter: 1 });
    return { state: STATE, id: this.#id, version: stored?.version ?? 0 };
  }
  /** Goes into the same commit as what the request did. */
  answered(reply: StoredReply): Write {
    return this.#write({ hash: this.#hash, reply });
  }
  /** The request was refused and did nothing: the key is free again, unless another has taken it over. */
  async release(): Promise<void> {
    const changes = { writes: [{ kind: "delete", state: STATE, id: this.#id } as const], events: [] };
    await this.#store.commit({ reads: [await this.held()], changes, claim: 0 });
  }
  #write(entry: Entry): Write {
    return { kind: "set", state: STATE, id: this.#id, value: entry, schemaNumber: 1, keepFor: this.#keepFor };
  }
}
