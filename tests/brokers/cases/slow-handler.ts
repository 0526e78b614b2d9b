import type { Case } from "../case.ts";
import { handledTimes, seconds } from "../outcomes.ts";
import { fateOf } from "../plain-dapr/questions/handlers.ts";
import { SLOW } from "../services/meet-trouble.ts";

/** Other brokers' sidecars hand over several events at once; what shares a delivery with the slow one is answered with it. */
export const slowHandler: Case = {
  title: `the handler takes ${SLOW / 1_000} s`,
  expected: handledTimes(1),
  async run(bench) {
    const begun = performance.now();
    const slow = await bench.buyOne({ kind: "is slow", times: 1_000 });
    const behind = await bench.buy(20);
    const doubled = await bench.untilHandled("packer", behind);
    const waited = performance.now() - begun;
    await bench.untilHandled("packer", [slow]);
    const { times } = await bench.handled("packer", slow);
    return {
      outcome: handledTimes(times + doubled),
      measured: { [`20 events behind one that takes ${SLOW / 1_000} s are handled after`]: seconds(waited) },
    };
  },
  plain: (plain) => fateOf(plain, { kind: "is slow", times: 1_000 }),
};
