// Before the books are opened: is there anybody at all? Later on, whoever does not answer is waited for much longer.
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { exchange } from "../../load/exchange.ts";

const WITHIN = 10_000;
const EVERY = 500;

/** Throws when nothing at the address has answered within ten seconds, whatever the answer. */
export async function mustAnswer(url: string, within = WITHIN): Promise<void> {
  const agent = new Agent();
  const end = performance.now() + within;
  for (;;) {
    const failure = await exchange(`${url}/products`, { method: "GET", agent, patience: within }).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.message || error.code,
    );
    if (!failure) return agent.destroy();
    if (performance.now() > end) throw new Error(`Nobody answers: ${failure}`);
    await sleep(EVERY);
  }
}
