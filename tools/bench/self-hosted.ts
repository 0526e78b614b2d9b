// Measures the self-hosted platform against its targets: every process of it, on a real broker and a real store.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { onTermination } from "#platform/runtime/shutdown.ts";
import { startSelfHosted } from "#tools/self-hosted/self-hosted.ts";
import { accept } from "./self-hosted/accept.ts";
import { acceptAlone } from "./self-hosted/accept-alone.ts";
import { burst } from "./self-hosted/burst.ts";
import { cost } from "./self-hosted/cost.ts";
import { finish } from "./self-hosted/finish.ts";
import { Flow } from "./self-hosted/flow.ts";
import { idle } from "./self-hosted/idle.ts";
import { type Bench, type Finding, QUIET_AND_FULL, refusals } from "./self-hosted/measurement.ts";
import { recovery } from "./self-hosted/recovery.ts";
import { table } from "./self-hosted/table.ts";

const LONGEST_END = 60_000;
/** In this order: what ends a service comes last. */
const MEASUREMENTS = { idle, accept, finish, cost, burst, recovery, "accept-alone": acceptAlone } as const;

interface SelfHostedBench {
  readonly broker: Broker;
  readonly seconds: number;
  readonly burst: number;
  /** Names of measurements; undefined for all. */
  readonly only: readonly string[] | undefined;
  readonly say: (line: string) => void;
}

/** False when an order was lost or left behind. A target that is missed is said, and no failure. */
export async function benchSelfHosted({ broker, seconds, burst: size, only, say }: SelfHostedBench): Promise<boolean> {
  const environment = { ...process.env, ...QUIET_AND_FULL };
  const ending = new AbortController();
  const starting = startSelfHosted({ broker, port: 0, environment, say, signal: ending.signal });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= starting.then((started) => started.close());
    return closing;
  };
  // A bench that is cut short leaves nothing running, and what fails because of that does not end it earlier.
  onTermination(() => {
    ending.abort();
    return close();
  }, LONGEST_END);
  const platform = await starting;
  const flow = await Flow.open(platform);
  const bench: Bench = { platform, flow, seconds, burst: size };
  const findings: Finding[] = [];
  try {
    findings.push(...refusals("warming up", await flow.warmUp()));
    for (const [name, measure] of Object.entries(MEASUREMENTS)) {
      if (only && !only.includes(name)) continue;
      say(`${name} …`);
      // What the others have found is said all the same.
      const brokeOff = (error: unknown): readonly Finding[] => {
        say(`${name} broke off: ${error instanceof Error ? error.message : String(error)}`);
        return [{ what: `${name}: broke off`, value: 1, unit: "", target: 0, isFailure: true }];
      };
      findings.push(...(await measure(bench).catch(brokeOff)));
    }
  } finally {
    say(table(broker, findings));
    flow.close();
    await close();
  }
  return findings.every(({ isFailure }) => !isFailure);
}
