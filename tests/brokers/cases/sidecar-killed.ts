import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { allHandled } from "../outcomes.ts";
import { sidecarKilled as plainly } from "../plain-dapr/questions/deaths.ts";

/** While it has events in hand, whose answers nobody hears any more. */
export const sidecarKilled: Case = {
  title: "the sidecar is killed while it has events in hand",
  expected: allHandled(0),
  async run(bench) {
    const inHand = await bench.buy(4, { kind: "is slow", times: 1 });
    await until(() => inHand.some((id) => bench.attempts("packer", id) > 0), { within: 60_000 });
    await bench.platform.sidecars.kill("packer");
    const meanwhile = await bench.buy(10);
    await bench.untilHandled("cashier", meanwhile);
    await bench.platform.sidecars.start("packer");
    const doubled = await bench.untilHandled("packer", [...inHand, ...meanwhile]);
    return { outcome: allHandled(doubled) };
  },
  plain: plainly,
};
