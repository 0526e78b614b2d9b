// The platform in one process: accept latency and time to COMPLETED at a fixed rate, and orders/s end to end.
import { load } from "./client.ts";
import { atPercent } from "./percentile.ts";
import type { Refusals } from "./refusals.ts";
import { bundle, Subject } from "./subject.ts";

const ms = (value: number): string => `${value.toFixed(1)} ms`;

const judged = (refused: Refusals): string => `${refused.count > 0 ? "MISSED: " : ""}${refused.told}`;

export interface EmbeddedBench {
  readonly rate: number;
  readonly seconds: number;
  readonly burst: number;
  /** Without the runs on a large catalogue and on many stored orders. */
  readonly isQuick: boolean;
  readonly say: (line: string) => void;
}

export async function benchEmbedded(options: EmbeddedBench): Promise<void> {
  const file = await bundle();
  await burst(file, options);
  await fixedRate(file, options, 100, 0);
  if (options.isQuick) return;
  await fixedRate(file, options, 100_000, 0);
  await fixedRate(file, options, 100, 1_000);
  await fixedRate(file, options, 100, 50_000);
}

async function fixedRate(
  file: string,
  { rate, seconds, say }: EmbeddedBench,
  products: number,
  stored: number,
): Promise<void> {
  const subject = await Subject.start(file, products);
  const { url } = await subject.ask("status");
  const skus = Math.min(products, 1_000);
  if (stored > 0) await load({ url, rate: 0, count: stored, inFlight: 64, skus });
  else await load({ url, rate, count: rate * 3, inFlight: 256, skus });
  await subject.idle();
  const { cpu } = await subject.ask("collect");
  const { orderIds, latencies, refused } = await load({ url, rate, count: rate * seconds, inFlight: 256, skus });
  const after = await subject.idle();
  const { durations } = await subject.ask("durations");
  const { rss } = await subject.ask("collect");
  const used = (after.cpu.user + after.cpu.system - cpu.user - cpu.system) / 1_000 / orderIds.length;
  say(
    `${rate}/s for ${seconds} s, ${products} products, ${stored} orders stored: accept p50 ${ms(atPercent(latencies, 50))} p99 ${ms(atPercent(latencies, 99))}, ` +
      `COMPLETED after p50 ${ms(atPercent(durations, 50))} p99 ${ms(atPercent(durations, 99))}, ${durations.length} completed, ${judged(refused)}, ${used.toFixed(2)} CPU-ms an order, ${Math.round(rss / 2 ** 20)} MiB`,
  );
  await subject.stop();
}

async function burst(file: string, { burst: count, say }: EmbeddedBench): Promise<void> {
  const subject = await Subject.start(file, 100);
  const { url } = await subject.ask("status");
  await load({ url, rate: 0, count: 2_000, inFlight: 64, skus: 100 });
  await subject.idle();
  const { cpu } = await subject.ask("status");
  const started = performance.now();
  const { orderIds, seconds, refused } = await load({ url, rate: 0, count, inFlight: 64, skus: 100 });
  const after = await subject.idle();
  const total = (performance.now() - started) / 1_000;
  const used = (after.cpu.user + after.cpu.system - cpu.user - cpu.system) / 1_000_000;
  say(
    `burst of ${count}: ${Math.round(orderIds.length / seconds)} orders/s accepted, ${Math.round(orderIds.length / total)} orders/s end to end, ` +
      `${Math.round(orderIds.length / used)} orders per CPU-second (one core), ${judged(refused)}`,
  );
  await subject.stop();
}
