// Puts another broker into a release that runs (`make swap-broker BROKER=kafka`); the order of it is in swap/swap.ts.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { BROKERS, type Broker, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { kubectl, remove } from "./cluster.ts";
import { Lag } from "./lag.ts";
import { choiceOf, RELEASE_OPTIONS } from "./options.ts";
import { objectsOfOtherBrokers } from "./other-brokers.ts";
import { ADMINISTRATOR } from "./parts/secrets.ts";
import { releaseOf } from "./release.ts";
import { rollOut } from "./roll-out.ts";
import { runningRelease } from "./running-release.ts";
import { holdAutoscalers, letAutoscalersGo } from "./swap/autoscalers.ts";
import { askForReplay } from "./swap/replay.ts";
import { swapBroker } from "./swap/swap.ts";

const { values } = parseArgs({
  options: {
    ...RELEASE_OPTIONS,
    /** Where the platform answers. */
    url: { type: "string", default: "http://127.0.0.1" },
    /** The longest wait for each program on the new broker; then the swap goes back. */
    within: { type: "string", default: "300s" },
  },
});
const { url, within, ...told } = values;
const { broker } = told;
if (!broker || !isBroker(broker)) throw new Error(`--broker is one of ${BROKERS.join(", ")}.`);
const { namespace } = releaseOf({ declarations, broker, ...choiceOf(told) });
const running = runningRelease(declarations, namespace);

const LOOK_EVERY = 2_000;
const LONGEST_DRAIN = 300_000;
/** Looks without anything that waits: the autoscaler's numbers are some seconds old. */
const CALM_LOOKS = 4;
const begunAt = Date.now();
const began = performance.now();
const say = (line: string): void => console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s: ${line}`);

/** As services are told; where a swap was broken off they are told of the next one already, but the old one's server is still there. */
function brokerBefore(): string {
  if (running.broker !== broker) return running.broker;
  const selector = "app.kubernetes.io/component=broker";
  const found = kubectl(["-n", namespace, "get", "statefulsets", "-l", selector, "-o", "name"]).trim().split("\n");
  return found.map((name) => name.replace(/^.*\//, "")).find((name) => name !== broker) ?? "";
}

async function untilEmpty(old: Broker, signal: AbortSignal): Promise<boolean> {
  const lag = await Lag.open();
  const end = performance.now() + LONGEST_DRAIN;
  try {
    let calm = 0;
    while (calm < CALM_LOOKS) {
      // The autoscaler does not answer every question; the next look asks again.
      const waiting = await lag.waitingIn(old, namespace).catch((error: Error) => new Map([[error.message, 1]]));
      calm = waiting.size === 0 ? calm + 1 : 0;
      if (performance.now() > end) {
        say(`${old} may still hold events: ${JSON.stringify([...waiting])}; the replay brings them.`);
        return false;
      }
      await sleep(LOOK_EVERY, undefined, { signal });
    }
    return true;
  } finally {
    lag.close();
  }
}

const administratorsToken = (): string => {
  const encoded = `{.data.${ADMINISTRATOR.token}}`;
  const secret = kubectl(["-n", namespace, "get", "secret", ADMINISTRATOR.name, "-o", `jsonpath=${encoded}`]);
  return Buffer.from(secret, "base64").toString();
};

const old = brokerBefore();
if (!isBroker(old)) throw new Error(`No other broker than ${broker} runs in ${namespace}.`);
// With its servers and components, so that a swap that was broken off begins again from here.
const before = { ...running, broker: old };
const after = { ...running, ...choiceOf(told, running) };
const stopped = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.on(name, () => stopped.abort(new Error("The swap was stopped.")));

try {
  await swapBroker(
    { before, after, signal: stopped.signal },
    {
      rollOut: (release) => (release === after ? rollOut(release, say, within) : rollOut(release, () => {})),
      holdAutoscalers: () => holdAutoscalers(namespace),
      letAutoscalersGo: () => void letAutoscalersGo(namespace),
      untilEmpty: (emptied) => untilEmpty(emptied, stopped.signal),
      replay: (reach) => askForReplay(() => ({ url, token: administratorsToken(), since: begunAt - reach })),
      removeOtherBrokers: (release) => void remove(objectsOfOtherBrokers(release)),
      say,
    },
  );
} catch (error) {
  say((error as Error).message);
  say(
    `What runs now: \`kubectl -n ${namespace} get pods\`. The same again goes on; \`make deploy BROKER=${old}\` goes back.`,
  );
  process.exitCode = 1;
}
