import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { atAttempt, handledTimes } from "../outcomes.ts";
import { fateOfKilled } from "../plain-dapr/questions/deaths.ts";

/** What it has committed but not published is published, though the process that did it is gone. */
export const killedAfterCommit: Case = {
  title: "the process is killed after its commit, before it has answered or published",
  expected: `${atAttempt(1)}; what follows is published`,
  async run(bench) {
    const id = await bench.buyOne({ kind: "dies after the commit", times: 1 });
    await bench.untilGone("packer");
    await bench.platform.services.start("packer");
    await until(async () => (await bench.handled("cashier", id)).traceparent !== undefined, { within: 90_000 });
    await bench.untilHandled("packer", await bench.buy(20));
    const { times } = await bench.handled("packer", id);
    const fate = times === 1 ? atAttempt(bench.attempts("packer", id)) : handledTimes(times);
    return { outcome: `${fate}; what follows is published` };
  },
  plain: (plain) => fateOfKilled(plain, "dies after the commit"),
};
