import type { Case } from "../case.ts";
import { atAttempt } from "../outcomes.ts";
import { fateOfKilled } from "../plain-dapr/questions/deaths.ts";

export const killedBeforeCommit: Case = {
  title: "the process is killed before its commit",
  expected: atAttempt(2),
  async run(bench) {
    const id = await bench.buyOne({ kind: "dies before the commit", times: 1 });
    await bench.untilGone("packer");
    await bench.platform.services.start("packer");
    await bench.untilHandled("packer", [id]);
    return { outcome: atAttempt(bench.attempts("packer", id)) };
  },
  plain: (plain) => fateOfKilled(plain, "dies before the commit"),
};
