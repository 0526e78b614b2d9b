// `make bench`: accept latency and time-to-COMPLETED at a fixed rate, and orders/s end to end of one process. A report, no verdict.
import { cpus, totalmem } from "node:os";
import { load } from "./bench/client.ts";
import { atPercent } from "./bench/percentile.ts";
import { bundle, Subject } from "./bench/subject.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const RATE = Number(process.env["RATE"] || 300);
const SECONDS = Number(process.env["SECONDS"] || 20);
const file = await bundle();
const BURST = Number(process.env["BURST"] || 10_000);

say(
  `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; load generator on the same machine`,
);

async function fixedRate(products: number, stored: number): Promise<void> {
  const subject = await Subject.start(file, products);
  const { url } = await subject.ask("status");
  if (stored > 0) await load({ url, rate: 0, count: stored, inFlight: 64, skus: Math.min(products, 1_000) });
  else await load({ url, rate: RATE, count: RATE * 3, inFlight: 256, skus: Math.min(products, 1_000) });
  await subject.idle();
  const { cpu } = await subject.ask("collect");
  const { latencies, refused } = await load({
    url,
    rate: RATE,
    count: RATE * SECONDS,
    inFlight: 256,
    skus: Math.min(products, 1_000),
  });
  const after = await subject.idle();
  const { durations } = await subject.ask("durations");
  const { rss } = await subject.ask("collect");
  const used = (after.cpu.user + after.cpu.system - cpu.user - cpu.system) / 1_000 / (RATE * SECONDS);
  say(
    `${RATE}/s for ${SECONDS} s, ${products} products, ${stored} orders stored: accept p50 ${ms(atPercent(latencies, 50))} p99 ${ms(atPercent(latencies, 99))}, ` +
      `COMPLETED after p50 ${ms(atPercent(durations, 50))} p99 ${ms(atPercent(durations, 99))}, ${durations.length} completed, ${refused} refused, ${used.toFixed(2)} CPU-ms an order, ${Math.round(rss / 2 ** 20)} MiB`,
  );
  await subject.stop();
}

async function burst(): Promise<void> {
  const subject = await Subject.start(file, 100);
  const { url } = await subject.ask("status");
  await load({ url, rate: 0, count: 2_000, inFlight: 64, skus: 100 });
  await subject.idle();
  const { cpu } = await subject.ask("status");
  const started = performance.now();
  const { seconds, refused } = await load({ url, rate: 0, count: BURST, inFlight: 64, skus: 100 });
  const after = await subject.idle();
  const total = (performance.now() - started) / 1_000;
  const used = (after.cpu.user + after.cpu.system - cpu.user - cpu.system) / 1_000_000;
  say(
    `burst of ${BURST}: ${Math.round(BURST / seconds)} orders/s accepted, ${Math.round(BURST / total)} orders/s end to end, ` +
      `${Math.round(BURST / used)} orders per CPU-second (one core), ${refused} refused`,
  );
  await subject.stop();
}

await burst();
await fixedRate(100, 0);
if (process.env["QUICK"] === undefined) {
  await fixedRate(100_000, 0);
  await fixedRate(100, 1_000);
  await fixedRate(100, 50_000);
}
