// One simulated run: a shop opens, customers come, everything that can break breaks, then it is calm, then the books are audited.
import type { Service } from "#platform/declare/implementation.ts";
import { CALM, chaosOf } from "#platform/simulate/chaos.ts";
import { between } from "#platform/simulate/seeded-random.ts";
import { World, type WorldOptions } from "#platform/simulate/world.ts";
import { audit } from "../audit/audit.ts";
import type { Violation } from "../audit/books.ts";
import { tendDesk } from "../load/operator.ts";
import { evenStock, Shoppers } from "../load/shoppers.ts";
import { booksOf } from "./books-of-world.ts";
import { isQuiet } from "./quiet.ts";
import { strike } from "./weather.ts";

export interface RunResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly orders: number;
  readonly events: number;
  /** The same for every run of the same seed and code. */
  readonly digest: string;
  readonly steps: number;
  readonly lines: readonly string[];
}
export interface RunOptions {
  readonly keepLines?: boolean;
  readonly wrapStore?: WorldOptions["wrapStore"];
  readonly wrapSubscriber?: WorldOptions["wrapSubscriber"];
}

/** Notes how few units of each SKU were ever available. */
const watchStock =
  (lowest: Map<string, number>): NonNullable<WorldOptions["afterCommit"]> =>
  (world, service) => {
    if (service !== "inventory") return;
    for (const [sku, units] of world.storeOf(service).dump("available").counters)
      lowest.set(sku, Math.min(units, lowest.get(sku) ?? units));
  };

const OPENING = 15_000;
const SHOPPING = 25_000;
const STORM = 45_000;
const CLEARING = 15 * 60_000;
const STOCK = 12;

export async function simulate(
  seed: number,
  services: readonly Service[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { keepLines = false, ...wrappers } = options;
  const environment = { SEED_PRODUCTS: "4", SEED_STOCK: String(STOCK), SEED_USERS: "1" };
  const lowest = new Map<string, number>();
  const world = new World({ services, seed, environment, ...wrappers, afterCommit: watchStock(lowest) });
  const shoppers = new Shoppers(world, { stock: evenStock(STOCK) });
  world.history.keepLines = keepLines;
  for (const { name } of world.declarations) world.startReplica(name);
  for (const { name } of world.declarations) if (world.happens(0.3)) world.startReplica(name);
  await world.pass(OPENING);

  world.chaos = world.happens(0.1) ? CALM : chaosOf(world.random);
  shoppers.arrive(between(world.random, 5, 20), SHOPPING);
  strike(world, STORM);
  await world.pass(STORM);

  world.chaos = CALM;
  let isOver = false;
  void tendDesk(world, () => isOver);
  await world.until(async () => shoppers.areDone && (await isQuiet(world)), CLEARING, 5_000);
  isOver = true;
  const books = await booksOf(world, shoppers, lowest);
  return {
    seed,
    violations: audit(books).violations,
    orders: books.orders.size,
    events: books.events.length,
    digest: world.history.digest(),
    steps: world.history.length,
    lines: world.history.lines,
  };
}
