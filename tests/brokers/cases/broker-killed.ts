import type { Case } from "../case.ts";
import { shopUntil } from "../crowd.ts";
import { allHandled, seconds } from "../outcomes.ts";
import { brokerKilled as plainly } from "../plain-dapr/questions/absence.ts";

export const brokerKilled: Case = {
  title: "the broker is killed and restarted while purchases are accepted",
  expected: allHandled(0),
  async run(bench) {
    const { broker } = bench.platform;
    let ready = 0;
    const accepted = await shopUntil(bench, async () => {
      await broker.kill();
      await broker.start();
      ready = performance.now();
    });
    const doubled = await bench.untilHandled("packer", accepted);
    return {
      outcome: allHandled(doubled),
      measured: { "all is handled again after a broker's kill and restart, after": seconds(performance.now() - ready) },
    };
  },
  plain: plainly,
};
