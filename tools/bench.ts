// `make bench`: what an order costs and how long it takes, on this machine; of one process, or with BROKER of the self-hosted platform.
import { cpus, totalmem } from "node:os";
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { benchEmbedded } from "./bench/embedded.ts";
import { benchSelfHosted } from "./bench/self-hosted.ts";
import { benchTraces } from "./bench/traces.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const { BROKER: broker, RATE, SECONDS, ORDERS, BURST, QUICK, ONLY } = process.env;
const seconds = Number(SECONDS || 20);
const burst = Number(ORDERS || BURST || 10_000);

say(
  `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; load generator on the same machine`,
);
const known = broker && isBroker(broker) ? broker : undefined;
if (broker && !known) {
  say(`BROKER=${broker} is none of ${BROKERS.join(", ")}.`);
  process.exitCode = 1;
} else if (ONLY === "traces") {
  await benchTraces({ broker: known, seconds, say });
} else if (known) {
  const only = ONLY ? ONLY.split(",") : undefined;
  if (!(await benchSelfHosted({ broker: known, seconds, burst, only, say }))) process.exitCode = 1;
} else {
  await benchEmbedded({ rate: Number(RATE || 300), seconds, burst, isQuick: QUICK !== undefined, say });
}
