// Repeats a request under the same key until it gets an answer that repeating cannot change.
import { Problem } from "#contracts/problems.ts";
import { sleep } from "#platform/runtime/clock.ts";
import type { Answer, Incoming } from "#platform/runtime/http/answer.ts";
import { between } from "#platform/simulate/seeded-random.ts";
import type { Town } from "./town.ts";

const PATIENCE = 8_000;
const MOST_TRIES = 1_000;
/** Refusals for now. */
const LATER: ReadonlySet<string> = new Set(["request-in-progress", "too-many-requests"]);
const never = new AbortController().signal;

export interface Wish {
  readonly service: string;
  readonly route: string;
  /** The idempotency key. */
  readonly key: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Undefined when the answer is a refusal, or when there was none after so many tries. */
export async function insist(town: Town, wish: Wish, tries = MOST_TRIES): Promise<Answer | undefined> {
  const { service, route, key, params = {}, body } = wish;
  const headers = { "idempotency-key": key };
  const incoming: Incoming = { params, query: {}, body, headers, caller: { kind: "administrator" }, signal: never };
  for (let attempt = 0; attempt < tries; attempt++) {
    const result = await once(town, service, route, incoming);
    if (result instanceof Problem && result.status < 500 && !LATER.has(result.code)) return undefined;
    if (result && !(result instanceof Error)) return result;
    await sleep(town.clock, between(town.random, 200, 3_000));
  }
  return undefined;
}

/** One attempt; undefined when nobody answered in time. */
async function once(
  town: Town,
  service: string,
  route: string,
  incoming: Incoming,
): Promise<Answer | Error | undefined> {
  const answering = town.request(service, route, incoming);
  if (!answering) return undefined;
  const answered = answering.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  return Promise.race([answered, sleep(town.clock, PATIENCE).then(() => undefined)]);
}
