// Puts another broker into a release that runs (`make swap-broker BROKER=kafka`): publishing pauses, while orders are accepted;
// the old broker is emptied; the new one takes over; and what was published since the pause is published again.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { BROKERS, type Broker, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { apply, kubectl, untilRolledOut } from "./cluster.ts";
import { Lag } from "./lag.ts";
import { manifestsOf } from "./manifests.ts";
import { observabilityOf, observabilityOptions } from "./observability/options.ts";
import { ADMINISTRATOR } from "./parts/secrets.ts";
import { type Release, releaseOf } from "./release.ts";
import { rollOut } from "./roll-out.ts";

const { values } = parseArgs({
  options: {
    broker: { type: "string" },
    registry: { type: "string" },
    tag: { type: "string" },
    namespace: { type: "string" },
    faults: { type: "string", default: "off" },
    ...observabilityOptions,
    /** Where the platform answers. */
    url: { type: "string", default: "http://127.0.0.1" },
  },
});
const { broker, faults, url, observability, collector, sampled, ...choice } = values;
if (!broker || !isBroker(broker)) throw new Error(`--broker is one of ${BROKERS.join(", ")}.`);
const seen = observabilityOf({ observability, collector, sampled });
const common = { declarations, faults: faults === "on", ...seen, ...choice };
const next = releaseOf({ ...common, broker });
const { namespace } = next;

const LOOK_EVERY = 2_000;
const LONGEST_DRAIN = 300_000;
/** Looks without anything that waits: the autoscaler's numbers are some seconds old. */
const CALM_LOOKS = 4;
const began = performance.now();
const say = (line: string): void => console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s: ${line}`);

function runningBroker(): string {
  const selector = "app.kubernetes.io/component=broker";
  const found = kubectl(["-n", namespace, "get", "statefulsets", "-l", selector, "-o", "name"]).trim().split("\n");
  return found.map((name) => name.replace(/^.*\//, "")).find((name) => name !== broker) ?? "";
}

const servicesOf = (release: Release) =>
  manifestsOf(release)
    .filter(({ file }) => file.startsWith("3-"))
    .flatMap(({ objects }) => objects);

async function untilEmpty(old: Broker): Promise<void> {
  const lag = await Lag.open();
  const end = performance.now() + LONGEST_DRAIN;
  try {
    for (let calm = 0; calm < CALM_LOOKS; ) {
      // The autoscaler does not answer every question; the next look asks again.
      const waiting = await lag.waitingIn(old, namespace).catch((error: Error) => new Map([[error.message, 1]]));
      calm = waiting.size === 0 ? calm + 1 : 0;
      if (performance.now() > end) {
        say(`${old} may still hold events: ${JSON.stringify([...waiting])}; the replay brings them.`);
        break;
      }
      await sleep(LOOK_EVERY);
    }
  } finally {
    lag.close();
  }
}

/** Harmless when repeated: inboxes admit only what is missing. */
async function replay(since: number): Promise<void> {
  const encoded = `{.data.${ADMINISTRATOR.token}}`;
  const secret = kubectl(["-n", namespace, "get", "secret", ADMINISTRATOR.name, "-o", `jsonpath=${encoded}`]);
  const response = await fetch(`${url}/replay`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${Buffer.from(secret, "base64").toString()}`,
    },
    body: JSON.stringify({ since }),
  });
  if (response.status !== 202) throw new Error(`The replay was answered ${response.status}: ${await response.text()}`);
}

const old = runningBroker();
if (!isBroker(old)) throw new Error(`No other broker than ${broker} runs in ${namespace}.`);
/** Earlier than the pause, as this clock need not be the store's, and events may have been on their way. */
const since = Date.now() - 600_000;
const paused = servicesOf(releaseOf({ ...common, broker: old, publishing: "paused" }));
process.once("exit", (code) => {
  if (code !== 0)
    say(`This has not ended well. Publishing may be paused: \`make deploy BROKER=${old}\` as before lets it go on.`);
});
apply(paused);
untilRolledOut(paused);
say("publishing is paused; orders are accepted");
await untilEmpty(old);
say(`${old} is empty`);
rollOut(next, say);
await replay(since);
say(`${broker} has taken over, and what was published since the pause is published again`);
kubectl([
  "-n",
  namespace,
  "delete",
  "statefulset,service,poddisruptionbudget,serviceaccount",
  old,
  "--ignore-not-found",
]);
say(`${old} is gone; its volume is kept`);
