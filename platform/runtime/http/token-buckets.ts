// How many requests each client may send: a bucket of tokens that fills at a steady rate; who finds none has to wait.
import type { Clock } from "../clock.ts";

interface BucketOptions {
  /** Tokens a second. */
  readonly rate: number;
  /** Tokens in a full bucket: so many requests may come at once. */
  readonly burst: number;
  readonly clock: Pick<Clock, "now">;
}
interface Bucket {
  tokens: number;
  at: number;
}
/** Clients that are remembered at once; whoever was not seen for longest is forgotten, and begins with a full bucket. */
const MOST_CLIENTS = 10_000;

export class TokenBuckets {
  readonly #options: BucketOptions;
  /** The first one was not seen for longest. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: BucketOptions) {
    this.#options = options;
  }
  get clients(): number {
    return this.#buckets.size;
  }
  /** Milliseconds that the client has to wait; 0 when the request may pass. */
  take(client: string): number {
    const { rate, burst, clock } = this.#options;
    const now = clock.now();
    const before = this.#buckets.get(client);
    const tokens = before ? Math.min(burst, before.tokens + (Math.max(0, now - before.at) * rate) / 1_000) : burst;
    const isEnough = tokens >= 1;
    this.#buckets.delete(client);
    this.#buckets.set(client, { tokens: isEnough ? tokens - 1 : tokens, at: now });
    this.#forgetMost();
    return isEnough ? 0 : Math.ceil(((1 - tokens) * 1_000) / rate);
  }
  #forgetMost(): void {
    if (this.#buckets.size <= MOST_CLIENTS) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
