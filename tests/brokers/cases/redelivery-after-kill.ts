import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { allHandled, seconds } from "../outcomes.ts";
import { bothKilled } from "../plain-dapr/questions/deaths.ts";

/** Some brokers hand over one of a partition after the other. */
const ENOUGH = 3;

export const redeliveryAfterKill: Case = {
  title: "service and sidecar are killed together with events in hand",
  expected: allHandled(0),
  async run(bench) {
    const { services, sidecars } = bench.platform;
    const ids = await bench.buy(8, { kind: "is slow", times: 1 });
    const inHand = await until(
      () => {
        const begun = ids.filter((id) => bench.attempts("packer", id) > 0);
        return begun.length >= ENOUGH && begun;
      },
      { within: 60_000 },
    );
    await Promise.all([services.kill("packer"), sidecars.kill("packer")]);
    await services.start("packer");
    const ready = performance.now();
    await bench.untilHandled("packer", inHand);
    const redelivered = performance.now() - ready;
    const doubled = await bench.untilHandled("packer", ids);
    return {
      outcome: allHandled(doubled),
      measured: { "events in hand when service and sidecar were killed are handled after": seconds(redelivered) },
    };
  },
  plain: bothKilled,
};
