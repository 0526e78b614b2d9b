// The person at the dead-letter desk of a simulated run: sends every dead letter back, once the weather is fine.
import { sleep } from "#platform/runtime/clock.ts";
import type { Incoming } from "#platform/runtime/http/answer.ts";
import type { World } from "#platform/simulate/world.ts";

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

export async function tendDesk(world: World, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await sleep(world.clock, ROUND);
    const answer = await attempt(world, "listDeadLetters", {});
    const { deadLetters = [] } = (answer?.body ?? {}) as { deadLetters?: { id: string }[] };
    for (const { id } of deadLetters) await attempt(world, "redriveDeadLetter", { id });
  }
}

async function attempt(world: World, route: string, params: Record<string, string>) {
  const answering = world.request("operations", route, incoming(params));
  const answered = answering?.catch(() => undefined);
  return Promise.race([answered, sleep(world.clock, ROUND).then(() => undefined)]);
}
