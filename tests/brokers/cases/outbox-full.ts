import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { allHandled } from "../outcomes.ts";
import { newIds, OUTBOX_CAP } from "../test-bench.ts";

const AT_ONCE = OUTBOX_CAP / 2;
const HONEST = "accepted up to the limit, then 503 outbox-full with Retry-After, then 202 from the same process";

/** What a broker that is away for long does to those who publish; nobody has to mend anything but the broker. */
export const outboxFull: Case = {
  title: "the broker is away until the outbox is full",
  expected: `${HONEST}; ${allHandled(0)}`,
  async run(bench) {
    const { broker } = bench.platform;
    const { service } = bench.platform.unit("shop");
    const { pid } = service;
    const accepted: string[] = [];
    const buySome = async () => {
      const ids = newIds(AT_ONCE);
      const answer = await bench.tryToBuy(ids);
      if (answer.status === 202) accepted.push(...ids);
      return answer;
    };
    await broker.stop();
    const refused = await until(
      async () => {
        const answer = await buySome();
        return answer.status !== 202 && answer;
      },
      { within: 60_000 },
    );
    const meanwhile = accepted.length;
    await broker.start();
    await until(async () => (await buySome()).status === 202, { within: 90_000, every: 250 });
    const doubled = await bench.untilHandled("packer", accepted);
    const { code } = refused.body as { code?: string };
    const told = `${refused.status} ${code}${Number(refused.headers.get("retry-after")) > 0 ? " with Retry-After" : ""}`;
    const whose = pid !== undefined && service.pid === pid ? "the same process" : "another process";
    const limit = meanwhile >= OUTBOX_CAP ? "the limit" : `${meanwhile} of ${OUTBOX_CAP}`;
    return { outcome: `accepted up to ${limit}, then ${told}, then 202 from ${whose}; ${allHandled(doubled)}` };
  },
};
