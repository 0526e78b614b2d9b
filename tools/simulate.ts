// `make simulate SEEDS=1000` runs many seeds; `make simulate SEED=…` runs one again and prints what happened.
import { services } from "#services/all.ts";
import { simulate } from "./simulate/run.ts";

// A reader that goes away, such as `head`, is no error.
process.stdout.on("error", () => process.exit());

const one = process.env["SEED"];
if (one) await replay(Number(one));
else await runMany(Number(process.env["SEEDS"] || 200), Number(process.env["FROM"] || 1));

async function replay(seed: number): Promise<void> {
  const result = await simulate(seed, services, { keepLines: true });
  process.stdout.write(`${result.lines.join("\n")}\n`);
  for (const { invariant, what } of result.violations) process.stdout.write(`VIOLATION ${invariant}: ${what}\n`);
  const { orders, events, steps, digest } = result;
  process.stdout.write(`seed ${seed}: ${orders} orders, ${events} events, ${steps} steps, trace ${digest}\n`);
  process.exitCode = result.violations.length > 0 ? 1 : 0;
}

async function runMany(count: number, from: number): Promise<void> {
  const started = process.hrtime.bigint();
  let orders = 0;
  let events = 0;
  let failed = 0;
  for (let seed = from; seed < from + count; seed++) {
    const result = await simulate(seed, services);
    orders += result.orders;
    events += result.events;
    if (result.violations.length === 0) continue;
    failed++;
    const [first] = result.violations;
    process.stdout.write(
      `seed ${seed}: ${result.violations.length} violations, first ${first?.invariant}: ${first?.what}\n`,
    );
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const rate = (count / seconds).toFixed(1);
  process.stdout.write(
    `${count} seeds, ${orders} orders, ${events} events, ${failed} seeds with violations, ${seconds.toFixed(1)} s, ${rate} seeds/s\n`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}
