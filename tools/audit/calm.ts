// After a load: waits until no work is left, as long as it gets less, because work that is under way would be called work that is left.
import { setTimeout as sleep } from "node:timers/promises";

interface CalmOptions {
  /** What is left, such as `12 orders are not settled`. */
  readonly look: () => Promise<readonly string[]>;
  /** Milliseconds in which what is left must have become less. */
  readonly limit: number;
  readonly say: (line: string) => void;
  /** Milliseconds between two looks. */
  readonly every?: number;
}
const LOOK_EVERY = 1_000;
const TELL_EVERY = 15_000;
const MOST_TOLD = 8;

/** Only its becoming less matters, so all that is counted in the lines is added up. */
const amountOf = (left: readonly string[]): number =>
  left.flatMap((line) => line.match(/\d+/g) ?? []).reduce((sum, count) => sum + Number(count), 0);

/** What is left when it has not become less for too long; nothing when all is done. */
export async function untilCalm({ look, limit, say, every = LOOK_EVERY }: CalmOptions): Promise<readonly string[]> {
  const started = performance.now();
  let told = started;
  let least = Infinity;
  let progressed = started;
  for (;;) {
    const left = await look();
    const now = performance.now();
    if (left.length === 0) say(`Quiet ${((now - started) / 1_000).toFixed(1)} s after the load has ended.`);
    const amount = amountOf(left);
    if (amount < least) [least, progressed] = [amount, now];
    if (left.length === 0 || now - progressed > limit) return left;
    if (now - told > TELL_EVERY) {
      told = now;
      say(`Not quiet yet: ${left.slice(0, MOST_TOLD).join("; ")}`);
    }
    await sleep(every);
  }
}
