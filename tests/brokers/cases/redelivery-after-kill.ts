import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { allHandled, seconds } from "../outcomes.ts";
import { bothKilled } from "../plain-dapr/questions/deaths.ts";

export const redeliveryAfterKill: Case = {
  title: "service and sidecar are killed together with events in hand",
  expected: allHandled(0),
  async run(bench) {
    const { services, sidecars } = bench.platform;
    const ids = await bench.buy(20, { kind: "is slow", times: 1 });
    await until(() => ids.every((id) => bench.attempts("packer", id) > 0), { within: 60_000 });
    await Promise.all([services.kill("packer"), sidecars.kill("packer")]);
    await services.start("packer");
    const ready = performance.now();
    const doubled = await bench.untilHandled("packer", ids);
    return {
      outcome: allHandled(doubled),
      measured: {
        "20 events in hand when service and sidecar were killed are handled again after": seconds(
          performance.now() - ready,
        ),
      },
    };
  },
  plain: bothKilled,
};
