import type { Case } from "../case.ts";
import { atAttempt } from "../outcomes.ts";
import { fateOf } from "../plain-dapr/questions/handlers.ts";

/** Nothing behind it waits, so the others are handled at the first attempt meanwhile. */
export const handlerThrows: Case = {
  title: "the handler throws twice",
  expected: atAttempt(3),
  async run(bench) {
    const id = await bench.buyOne({ kind: "throws", times: 2 });
    await bench.untilHandled("packer", [id]);
    return { outcome: atAttempt(bench.attempts("packer", id)) };
  },
  plain: (plain) => fateOf(plain, { kind: "throws", times: 2 }),
};
