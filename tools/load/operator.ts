// The person at the dead-letter desk: discards rubbish and sends everything else back, once the weather is fine.
import { sleep } from "#platform/runtime/clock.ts";
import type { Incoming } from "#platform/runtime/http/answer.ts";
import type { Town } from "./town.ts";

export interface Letter {
  readonly id: string;
  readonly service: string;
  readonly event: string;
  readonly problem: string;
  readonly reason: string;
  readonly attempts: number;
}
const ROUND = 5_000;
const never = new AbortController().signal;
const incoming = (params: Record<string, string>): Incoming => ({
  params,
  query: {},
  body: undefined,
  headers: {},
  caller: { kind: "administrator" },
  signal: never,
});

/** `note` is told of each letter that was decided about. */
export async function tendDesk(
  town: Town,
  isOver: () => boolean,
  note: (letter: Letter) => void = () => {},
  round = ROUND,
): Promise<void> {
  while (!isOver()) {
    await sleep(town.clock, round);
    const answer = await attempt(town, "listDeadLetters", {});
    const { deadLetters = [] } = (answer?.body ?? {}) as { deadLetters?: Letter[] };
    for (const letter of deadLetters) {
      const { id, problem } = letter;
      const isRubbish = problem === "event-invalid";
      const done = await attempt(town, isRubbish ? "discardDeadLetter" : "redriveDeadLetter", { id });
      if (done) note(letter);
    }
  }
}

async function attempt(town: Town, route: string, params: Record<string, string>) {
  const answering = town.request("operations", route, incoming(params));
  const answered = answering?.catch(() => undefined);
  return Promise.race([answered, sleep(town.clock, ROUND).then(() => undefined)]);
}
