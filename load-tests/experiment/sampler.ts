// Looks at the platform from outside once a second while an experiment runs: who lags behind, and how many replicas there are.
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { heardBy } from "#platform/derive/graph.ts";
import type { Tally } from "#platform/runtime/store/port.ts";
import { exchange } from "#tools/load/exchange.ts";
import type { Target } from "../targets/target.ts";
import type { Sample } from "./observation.ts";

const EVERY = 1_000;
/** A service that does not answer by then is one that has not changed. */
const ANSWER_WITHIN = 900;
type Tallies = ReadonlyMap<string, Tally>;

/** Events that each service has not seen, those that it has parked, and those that it has not published. */
export function lagOf(declarations: readonly ServiceDeclaration[], tallies: Tallies): Record<string, number> {
  const committed = new Map<string, number>();
  for (const tally of tallies.values())
    for (const [topic, { count }] of Object.entries(tally.committed)) committed.set(topic, count);
  const lags = declarations.map((declaration) => {
    const tally = tallies.get(declaration.name);
    const unseen = heardBy(declaration, declarations)
      .filter(({ name }) => isBusiness(name))
      .map(({ name }) => Math.max(0, (committed.get(name) ?? 0) - (tally?.seen[name] ?? 0)));
    const waiting = (tally?.parked ?? 0) + (tally?.outbox ?? 0);
    return [declaration.name, unseen.reduce((sum, count) => sum + count, waiting)] as const;
  });
  return Object.fromEntries(lags);
}
const isBusiness = (topic: string): boolean => topic !== "Heartbeat" && topic !== "ReplayRequested";

export class Sampler {
  readonly samples: Sample[] = [];
  readonly #target: Target;
  readonly #declarations: readonly ServiceDeclaration[];
  readonly #before: ReadonlyMap<string, number>;
  readonly #agent = new Agent({ keepAlive: true });
  /** The last that was known of each. */
  readonly #tallies = new Map<string, Tally>();
  #isOver = false;
  #running: Promise<void> = Promise.resolve();

  /** `before`: how many events of each topic there were already. */
  constructor(target: Target, declarations: readonly ServiceDeclaration[], before: ReadonlyMap<string, number>) {
    this.#target = target;
    this.#declarations = declarations;
    this.#before = before;
  }
  /** Orders accepted and ended so far, as far as it is known. */
  get orders(): { readonly accepted: number; readonly ended: number; readonly lag: number } {
    const committed = this.#tallies.get("order")?.committed;
    const count = (topic: string): number =>
      Math.max(0, (committed?.[topic]?.count ?? 0) - (this.#before.get(topic) ?? 0));
    const lag = Object.values(this.samples.at(-1)?.lag ?? {}).reduce((sum, each) => sum + each, 0);
    return { accepted: count("OrderCreated"), ended: count("OrderCompleted") + count("OrderCancelled"), lag };
  }
  /** `startedAt`: milliseconds since 1970 from which samples count their time. */
  start(startedAt: number): void {
    this.#running = this.#run(startedAt);
  }
  /** After a last look: what has calmed down since the one before is seen, too. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#running;
    this.#agent.destroy();
  }

  async #run(startedAt: number): Promise<void> {
    while (!this.#isOver) {
      const next = performance.now() + EVERY;
      await this.#lookAround(startedAt);
      await sleep(Math.max(0, next - performance.now()));
    }
    await this.#lookAround(startedAt);
  }
  async #lookAround(startedAt: number): Promise<void> {
    const at = Date.now() - startedAt;
    const names = this.#declarations.map(({ name }) => name);
    const answers = await Promise.all(names.map((name) => this.#look(name)));
    const silent = names.filter((_, place) => !answers[place]);
    const replicas = await this.#target.replicas().catch(() => ({}));
    this.samples.push({ at, lag: lagOf(this.#declarations, this.#tallies), replicas, silent });
  }
  /** Whether it answered. */
  async #look(service: string): Promise<boolean> {
    const { url, administratorToken } = this.#target;
    const headers = { authorization: `Bearer ${administratorToken}` };
    const asked = exchange(`${url}/services/${service}/tally`, { method: "GET", headers, agent: this.#agent });
    const answer = await Promise.race([asked.catch(() => undefined), sleep(ANSWER_WITHIN)]);
    const tally = answer?.status === 200 ? tallyIn(answer.text) : undefined;
    if (tally) this.#tallies.set(service, tally);
    return tally !== undefined;
  }
}

/** Undefined when somebody else has answered, such as a gateway with a page of its own. */
function tallyIn(text: string): Tally | undefined {
  try {
    const tally = JSON.parse(text) as Partial<Tally> | null;
    return tally?.committed && tally.seen ? (tally as Tally) : undefined;
  } catch {
    return undefined;
  }
}
