import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { allHandled, seconds } from "../outcomes.ts";
import { brokerWiped as plainly } from "../plain-dapr/questions/absence.ts";

/** While it alone has the events: they are published, and their consumer is away. */
export const brokerWiped: Case = {
  title: "the broker is wiped while it alone has the events",
  expected: allHandled(0),
  async run(bench) {
    const { broker, services } = bench.platform;
    await services.stop("packer");
    const ids = await bench.buy(50);
    await bench.untilHandled("cashier", ids);
    await until(async () => /^millrace_outbox\{[^}]*\} 0$/m.test((await bench.shop.get<string>("/metrics")).body), {
      within: 60_000,
    });
    await broker.wipe();
    await services.start("packer");
    const ready = performance.now();
    const doubled = await bench.untilHandled("packer", ids);
    return {
      outcome: allHandled(doubled),
      measured: { "all is handled after the broker was wiped empty, after": seconds(performance.now() - ready) },
    };
  },
  plain: plainly,
};
