// Puts another broker into the release by the command that an operator has for it, with the images that run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { BROKERS, type Broker } from "#platform/derive/dapr/brokers.ts";
import type { ClusterApi } from "./cluster-api.ts";

interface Swap {
  readonly api: Pick<ClusterApi, "imageOf">;
  readonly broker: Broker;
  readonly namespace: string;
  readonly url: string;
  readonly say: (line: string) => void;
}
const ROOT = join(import.meta.dirname, "../..");
const WITNESS = "order";

/** The one after it, in a circle; a release that runs on each of them is tried by going round. */
export const nextBroker = (broker: Broker): Broker => BROKERS[(BROKERS.indexOf(broker) + 1) % BROKERS.length] ?? broker;

/** `registry/program:tag` */
export function placeOf(image: string): { readonly registry: string; readonly tag: string } {
  const [, registry, tag] = /^(.+)\/[^/]+:([^:/]+)$/.exec(image) ?? [];
  if (!registry || !tag) throw new Error(`${image} is no image of a release.`);
  return { registry, tag };
}

export async function swapBroker({ api, broker, namespace, url, say }: Swap): Promise<Broker> {
  const next = nextBroker(broker);
  const { registry, tag } = placeOf(await api.imageOf(WITNESS));
  const told = { BROKER: next, NAMESPACE: namespace, URL: url, REGISTRY: registry, TAG: tag, FAULTS: "on" };
  const words = Object.entries(told).map(([name, value]) => `${name}=${value}`);
  const child = spawn("make", ["--no-print-directory", "--directory", ROOT, "swap-broker", ...words], {
    // What another make was told would win against these words.
    env: { ...process.env, MAKEFLAGS: "", MAKEOVERRIDES: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", say);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`The swap to ${next} ended with ${String(code)}.`);
  return next;
}
