// After the storm: waits until every customer has an answer, every order is settled, and nothing waits anywhere.
import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { HttpShelf } from "../audit/over-http/http-shelf.ts";
import { unfinishedOn } from "../audit/over-http/open.ts";

interface CalmOptions {
  readonly shelf: HttpShelf;
  readonly declarations: readonly ServiceDeclaration[];
  readonly customers: () => number;
  /** Milliseconds. */
  readonly limit: number;
  readonly say: (line: string) => void;
}
const LOOK_EVERY = 1_000;
const TELL_EVERY = 15_000;
const MOST_TOLD = 8;

/** What is left when the time is over; nothing when all is done. */
export async function untilCalm({ shelf, declarations, customers, limit, say }: CalmOptions): Promise<string[]> {
  const started = performance.now();
  let told = started;
  for (;;) {
    const waiting = customers();
    const left = waiting > 0 ? [`${waiting} customers wait for an answer`] : await unfinishedOn(shelf, declarations);
    const now = performance.now();
    if (left.length === 0) say(`Quiet ${((now - started) / 1_000).toFixed(1)} s after the load has ended.`);
    if (left.length === 0 || now - started > limit) return left;
    if (now - told > TELL_EVERY) {
      told = now;
      say(`Not quiet yet: ${left.slice(0, MOST_TOLD).join("; ")}`);
    }
    await sleep(LOOK_EVERY);
  }
}
