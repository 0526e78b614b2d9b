// What traces cost: the same orders with nobody who wants to know, with a sample of them told, and with all.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { load } from "./client.ts";
import { costBesideSidecars } from "./self-hosted/cost.ts";
import { bundle, Subject } from "./subject.ts";

const RATE = 100;
const PRODUCTS = 100;
const WARM = 500;
/** In turn, so that what else the machine does falls on all alike. */
const ROUNDS = 3;

/** A collector that takes everything and does nothing with it; in this process, whose time is not counted. */
async function idleCollector(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

type Variables = Readonly<Record<string, string>>;
/** CPU-ms an order of a platform with these variables. */
type Cost = (environment: Variables, seconds: number) => Promise<number>;

interface TracesBench {
  /** Beside real sidecars; without it, one process. */
  readonly broker: Broker | undefined;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

export async function benchTraces({ broker, seconds, say }: TracesBench): Promise<void> {
  const cost: Cost = broker ? (environment) => costBesideSidecars(broker, environment, seconds) : await inOneProcess();
  const { url, server } = await idleCollector();
  const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: "200" };
  const sampled = { ...collector, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.05" };
  const ways: Readonly<Record<string, Variables>> = {
    without: { OTEL_SDK_DISABLED: "true" },
    ...(broker ? {} : { "some in memory, as by default": {} }),
    "every twentieth order by OTLP": sampled,
    "all by OTLP": collector,
  };
  const found = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++)
    for (const [way, environment] of Object.entries(ways))
      found.set(way, [...(found.get(way) ?? []), await cost(environment, seconds)]);
  server.close();
  const least = middle(found.get("without") ?? []);
  for (const [way, costs] of found) {
    const ratio = (middle(costs) / least).toFixed(2);
    const each = costs.map((one) => one.toFixed(2)).join(", ");
    say(`${way}: ${ratio} times the CPU an order without, ${middle(costs).toFixed(2)} ms (${each}), ${seconds} s each`);
  }
}

const inOneProcess = async (): Promise<Cost> => {
  const file = await bundle();
  return (environment, seconds) => costOfAnOrder(file, environment, seconds);
};

async function costOfAnOrder(file: string, environment: Variables, seconds: number): Promise<number> {
  const subject = await Subject.start(file, PRODUCTS, environment);
  const { url } = await subject.ask("status");
  await load({ url, rate: 0, count: WARM, inFlight: 64, skus: PRODUCTS });
  await subject.idle();
  const before = (await subject.ask("collect")).cpu;
  const count = RATE * seconds;
  const { refused } = await load({ url, rate: RATE, count, inFlight: 256, skus: PRODUCTS });
  if (refused.count > 0) throw new Error(`What an order costs is not known: of ${count}, ${refused.told}.`);
  const { cpu } = await subject.idle();
  await subject.stop();
  return (cpu.user + cpu.system - before.user - before.system) / 1_000 / count;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
