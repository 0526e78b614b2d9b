// Sends what must happen once: one press has one Idempotency-Key, also when its answer got lost and it is sent again.
import { type Answered, ask } from "./ask.ts";

/** Before each further try of the same press, in milliseconds. */
const PAUSES = [400, 1_200, 2_500];
const UNAVAILABLE = 503;
const IN_PROGRESS = "request-in-progress";

/** Of wishes of which nobody knows yet what became of them: wished again, it is the same. */
const keys = new Map<string, string>();
/** A second press while the first one waits is the same press. */
const underWay = new Map<string, Promise<Answered<unknown>>>();

/** Whether it may have been done all the same. */
export const isUndecided = ({ status, body }: Answered<unknown>): boolean =>
  status === 0 || status >= 500 || (body as { code?: unknown } | undefined)?.code === IN_PROGRESS;

/** `wish` tells apart what a person would call two things. */
export function postOnce<T>(path: string, body: object, wish = path + JSON.stringify(body)): Promise<Answered<T>> {
  const sending = underWay.get(wish) ?? send(path, body, wish).finally(() => underWay.delete(wish));
  underWay.set(wish, sending);
  return sending as Promise<Answered<T>>;
}

async function send(path: string, body: object, wish: string): Promise<Answered<unknown>> {
  const idempotencyKey = keys.get(wish) ?? newKey();
  keys.set(wish, idempotencyKey);
  const begun = performance.now();
  const attempt = () => ask("POST", path, { body, idempotencyKey });
  let answered = await attempt();
  for (const pause of PAUSES) {
    // Who is there and says that it is not the time is not pressed.
    if (!isUndecided(answered) || answered.status === UNAVAILABLE) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    answered = await attempt();
  }
  if (!isUndecided(answered)) keys.delete(wish);
  return { ...answered, took: performance.now() - begun };
}

/** Not `crypto.randomUUID`, which a browser has only where it trusts the address, such as localhost. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
