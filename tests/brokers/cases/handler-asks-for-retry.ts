import type { Case } from "../case.ts";
import { atAttempt } from "../outcomes.ts";
import { fateOf } from "../plain-dapr/questions/handlers.ts";

export const handlerAsksForRetry: Case = {
  title: "the handler asks for a retry, three times",
  expected: atAttempt(4),
  async run(bench) {
    const id = await bench.buyOne({ kind: "asks for a retry", times: 3 });
    await bench.untilHandled("packer", [id]);
    return { outcome: atAttempt(bench.attempts("packer", id)) };
  },
  plain: (plain) => fateOf(plain, { kind: "asks for a retry", times: 3 }),
};
