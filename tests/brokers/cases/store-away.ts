import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { allHandled } from "../outcomes.ts";
import { newIds } from "../test-bench.ts";

const HONEST = "503 with Retry-After, then 202 from the same process";

export const storeAway: Case = {
  title: "the store is away",
  expected: `${HONEST}; ${allHandled(0)}`,
  async run(bench) {
    const { platform } = bench;
    const { store } = platform;
    const before = await bench.buy(4, { kind: "is slow", times: 1 });
    const pid = platform.unit("shop").service.pid;
    await store.kill();
    const refused = await bench.tryToBuy(newIds(1));
    const isSaid = refused.status === 503 && Number(refused.headers.get("retry-after")) > 0;
    await store.start();
    const after = newIds(20);
    await until(async () => (await bench.tryToBuy(after)).status === 202, { within: 60_000 });
    const doubled = await bench.untilHandled("packer", [...before, ...after]);
    const isSame = pid !== undefined && platform.unit("shop").service.pid === pid;
    return {
      outcome: `${isSaid && isSame ? HONEST : `${refused.status}, ${isSame ? "same" : "other"} process`}; ${allHandled(doubled)}`,
    };
  },
};
