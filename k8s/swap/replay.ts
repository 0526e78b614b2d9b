// Asks the platform to publish once more what was published since a moment. Who does not take it, or is silent, is asked again.
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND } from "#platform/declare/duration.ts";

export interface Question {
  /** Where the platform answers. */
  readonly url: string;
  /** The administrator's. */
  readonly token: string;
  readonly since: number;
}
interface Patience {
  /** Milliseconds for one answer; an ingress that has nobody behind it may take a connection and say nothing. */
  readonly answer: number;
  /** Milliseconds until it is not asked any more. */
  readonly whole: number;
  readonly pause: number;
}
const PATIENCE: Patience = { answer: 10 * SECOND, whole: 60 * SECOND, pause: 2 * SECOND };

/** Harmless when repeated: inboxes admit only what is missing. */
export async function askForReplay(question: () => Question, patience: Patience = PATIENCE): Promise<void> {
  const end = performance.now() + patience.whole;
  for (;;) {
    try {
      return await ask(question(), patience.answer);
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(patience.pause);
    }
  }
}

async function ask({ url, token, since }: Question, longest: number): Promise<void> {
  const response = await fetch(`${url}/replay`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ since }),
    signal: AbortSignal.timeout(longest),
  }).catch((cause: unknown) => {
    throw new Error(`The replay was not answered at ${url}.`, { cause });
  });
  if (response.status !== 202) throw new Error(`The replay was answered ${response.status}: ${await response.text()}`);
}
