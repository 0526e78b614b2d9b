// One case of the suite: what happens, and what has to come of it on every broker.
import type { PlainDapr } from "./plain-dapr/plain-dapr.ts";
import type { TestBench } from "./test-bench.ts";

export interface Finding {
  readonly outcome: string;
  /** What cannot be the same on all brokers, by what was measured. */
  readonly measured?: Readonly<Record<string, string>>;
}
export interface Case {
  readonly title: string;
  /** In the words of the table. */
  readonly expected: string;
  run(bench: TestBench): Promise<Finding>;
  /** The same with Dapr's own SDK and defaults, as found; left out where there is no such thing. */
  readonly plain?: (plain: PlainDapr) => Promise<string>;
}
