import { anEvent } from "#platform/runtime/testing/an-event.ts";
import type { Case } from "../case.ts";
import { handledTimes } from "../outcomes.ts";
import { publishCopies } from "../plain-dapr/questions/doors.ts";
import { newId } from "../test-bench.ts";

const COPIES = 5;

export const duplicatePublish: Case = {
  title: `the same event is published ${COPIES} times, at once`,
  expected: handledTimes(1),
  async run(bench) {
    const purchaseId = newId();
    const event = anEvent("PurchaseMade", { id: newId(), source: "/shop", subject: purchaseId, data: { purchaseId } });
    await Promise.all(Array.from({ length: COPIES }, () => bench.publish("shop", event)));
    await bench.untilHandled("packer", [purchaseId]);
    // What is published behind the copies arrives behind them, or at the same time.
    const behind = await bench.buy(20);
    await bench.untilHandled("packer", behind);
    return { outcome: handledTimes((await bench.handled("packer", purchaseId)).times) };
  },
  plain: (plain) => publishCopies(plain, COPIES),
};
