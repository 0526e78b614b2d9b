// The person at the dead-letter desk of a simulated run: discards rubbish and sends everything else back, once the weather is fine.
import { sleep } from "#platform/runtime/clock.ts";
import type { Incoming } from "#platform/runtime/http/answer.ts";
import type { World } from "#platform/simulate/world.ts";

interface Letter {
  readonly id: string;
  readonly service: string;
  readonly problem: string;
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

/** `discarded` counts by service what was thrown away. */
export async function tendDesk(world: World, discarded: Map<string, number>, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await sleep(world.clock, ROUND);
    const answer = await attempt(world, "listDeadLetters", {});
    const { deadLetters = [] } = (answer?.body ?? {}) as { deadLetters?: Letter[] };
    for (const { id, service, problem } of deadLetters) {
      const isRubbish = problem === "event-invalid";
      const done = await attempt(world, isRubbish ? "discardDeadLetter" : "redriveDeadLetter", { id });
      if (isRubbish && done) discarded.set(service, (discarded.get(service) ?? 0) + 1);
    }
  }
}

async function attempt(world: World, route: string, params: Record<string, string>) {
  const answering = world.request("operations", route, incoming(params));
  const answered = answering?.catch(() => undefined);
  return Promise.race([answered, sleep(world.clock, ROUND).then(() => undefined)]);
}
