import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { untilLetter } from "../letters.ts";
import type { TestBench } from "../test-bench.ts";

const FORGOTTEN = "the one that failed counts it no more";

/** The decision is an event too; without it the consumer would keep and count what it gave up for ever. */
export const discard: Case = {
  title: "a dead letter is discarded",
  expected: FORGOTTEN,
  async run(bench) {
    const before = await deadAtPacker(bench);
    const id = await bench.buyOne({ kind: "refuses", times: 1_000 });
    const letter = await untilLetter(bench, id);
    const given = await deadAtPacker(bench);
    const { status } = await bench.desk.delete(`/dead-letters/${encodeURIComponent(letter.id)}`);
    if (status !== 204) return { outcome: `the desk answers ${status}` };
    await until(async () => (await deadAtPacker(bench)) < given, { within: 60_000 });
    const isForgotten = given === before + 1 && (await deadAtPacker(bench)) === before;
    return { outcome: isForgotten ? FORGOTTEN : "other letters went with it" };
  },
};

async function deadAtPacker(bench: TestBench): Promise<number> {
  const { body } = await bench.clientOf("packer").get<string>("/metrics");
  return Number(/^millrace_dead\{[^}]*\} (\d+)$/m.exec(body)?.[1]);
}
