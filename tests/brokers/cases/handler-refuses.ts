import type { Case } from "../case.ts";
import { untilLetter } from "../letters.ts";
import { deadLetterAfter } from "../outcomes.ts";
import { fateOfHopeless } from "../plain-dapr/questions/handlers.ts";

export const handlerRefuses: Case = {
  title: "the handler refuses what can never succeed",
  expected: `${deadLetterAfter(1)}, with its problem`,
  async run(bench) {
    const id = await bench.buyOne({ kind: "refuses", times: 1_000 });
    const { problem } = await untilLetter(bench, id);
    const isTold = problem === "product-unknown";
    return { outcome: `${deadLetterAfter(bench.attempts("packer", id))}, with ${isTold ? "its problem" : problem}` };
  },
  plain: (plain) => fateOfHopeless(plain, { kind: "refuses", times: 1_000 }),
};
