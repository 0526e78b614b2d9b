// What traces cost: the same orders with nobody who wants to know, with the memory of `make start`, and with a collector.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { load } from "./client.ts";
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

export async function benchTraces(seconds: number, say: (line: string) => void): Promise<void> {
  const file = await bundle();
  const { url, server } = await idleCollector();
  const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: "200" };
  const sampled = { ...collector, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.05" };
  const ways: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    without: { OTEL_SDK_DISABLED: "true" },
    "some in memory, as by default": {},
    "every twentieth order by OTLP": sampled,
    "all by OTLP": collector,
  };
  const found = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++)
    for (const [way, environment] of Object.entries(ways))
      found.set(way, [...(found.get(way) ?? []), await costOfAnOrder(file, environment, seconds)]);
  server.close();
  for (const [way, costs] of found)
    say(
      `${way}: ${middle(costs).toFixed(2)} CPU-ms an order (${costs.map((cost) => cost.toFixed(2)).join(", ")}), at ${RATE}/s for ${seconds} s each`,
    );
}

async function costOfAnOrder(
  file: string,
  environment: Readonly<Record<string, string>>,
  seconds: number,
): Promise<number> {
  const subject = await Subject.start(file, PRODUCTS, environment);
  const { url } = await subject.ask("status");
  await load({ url, rate: 0, count: WARM, inFlight: 64, skus: PRODUCTS });
  await subject.idle();
  const before = (await subject.ask("collect")).cpu;
  const count = RATE * seconds;
  await load({ url, rate: RATE, count, inFlight: 256, skus: PRODUCTS });
  const { cpu } = await subject.idle();
  await subject.stop();
  return (cpu.user + cpu.system - before.user - before.system) / 1_000 / count;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
