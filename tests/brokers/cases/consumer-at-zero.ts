import type { Case } from "../case.ts";
import { allHandled, seconds } from "../outcomes.ts";
import { publishedWhileAway } from "../plain-dapr/questions/absence.ts";

export const consumerAtZero: Case = {
  title: "the consumer is at zero for a while",
  expected: allHandled(0),
  async run(bench) {
    const { services } = bench.platform;
    await services.stop("packer");
    const ids = await bench.buy(50);
    await bench.untilHandled("cashier", ids);
    await services.start("packer");
    const ready = performance.now();
    const doubled = await bench.untilHandled("packer", ids);
    return {
      outcome: allHandled(doubled),
      measured: {
        "50 events that waited for a consumer at zero are handled after": seconds(performance.now() - ready),
      },
    };
  },
  plain: publishedWhileAway,
};
