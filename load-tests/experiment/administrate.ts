// Asks the platform for something as its administrator, as often as it takes: who sleeps or was just killed is asked again.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isAway } from "#tools/audit/over-http/http-shelf.ts";
import type { Target } from "../targets/target.ts";

interface Patience {
  /** Milliseconds. */
  readonly within?: number;
  readonly every?: number;
}
const WITHIN = 60_000;
const EVERY = 1_000;
const ANSWER_WITHIN = 10_000;

/** All tries have one key, so that what was done without an answer is not done again. */
export async function administrate(
  { url, administratorToken }: Pick<Target, "url" | "administratorToken">,
  method: string,
  path: string,
  body: object,
  { within = WITHIN, every = EVERY }: Patience = {},
): Promise<void> {
  const headers = {
    authorization: `Bearer ${administratorToken}`,
    "content-type": "application/json",
    "idempotency-key": randomUUID(),
  };
  const ask = async (): Promise<{ readonly status: number; readonly text: string }> => {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body), signal });
    return { status: response.status, text: await response.text() };
  };
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask().catch((error: unknown) => ({ status: 0, text: String(error) }));
    if (answer.status >= 200 && answer.status < 300) return;
    if (!isAway(answer) || performance.now() > end)
      throw new Error(`${method} ${path} answers ${answer.status}: ${answer.text}`);
    await sleep(every);
  }
}
