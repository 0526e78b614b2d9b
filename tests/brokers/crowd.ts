// Customers who go on buying, one purchase after the other, while something is broken and mended.
import { until } from "../kit/until.ts";
import { newId, type TestBench } from "./test-bench.ts";

const CUSTOMERS = 4;
/** Purchases that are accepted before anything is broken, and again afterwards. */
const ENOUGH = 60;

/** What was accepted: before, during and after `trouble`. */
export async function shopUntil(bench: TestBench, trouble: () => Promise<void>): Promise<readonly string[]> {
  const accepted: string[] = [];
  const ending = new AbortController();
  const customer = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const id = newId();
      // An answer that never came promises nothing.
      const answer = await bench.tryToBuy([id]).catch(() => undefined);
      if (answer?.status === 202) accepted.push(id);
      // One who was refused asks again a little later.
      else await new Promise((resolve) => void setTimeout(resolve, 50));
    }
  };
  const customers = Array.from({ length: CUSTOMERS }, customer);
  try {
    await until(() => accepted.length >= ENOUGH, { within: 60_000 });
    await trouble();
    const enough = accepted.length + ENOUGH;
    await until(() => accepted.length >= enough, { within: 60_000 });
  } finally {
    ending.abort();
    await Promise.all(customers);
  }
  return accepted;
}
