import type { Case } from "../case.ts";
import { allHandled, seconds } from "../outcomes.ts";
import { brokerStopped } from "../plain-dapr/questions/absence.ts";

export const brokerAway: Case = {
  title: "the broker is stopped, and started again later",
  expected: `accepted meanwhile; ${allHandled(0)}`,
  async run(bench) {
    const { broker } = bench.platform;
    const before = await bench.buy(20);
    await broker.stop();
    const meanwhile = await bench.buy(50);
    await broker.start();
    const ready = performance.now();
    const doubled = await bench.untilHandled("packer", [...before, ...meanwhile]);
    return {
      outcome: `accepted meanwhile; ${allHandled(doubled)}`,
      measured: { "all is handled again after a broker's stop and start, after": seconds(performance.now() - ready) },
    };
  },
  plain: brokerStopped,
};
