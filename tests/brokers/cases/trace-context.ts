import { randomBytes } from "node:crypto";
import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { KEPT } from "../outcomes.ts";
import { traceOf } from "../plain-dapr/questions/doors.ts";
import { newId } from "../test-bench.ts";

/** Request -> shop -> packer -> cashier: two brokers' hops. */
export const traceContext: Case = {
  title: "the trace of the request at the last consumer",
  expected: KEPT,
  async run(bench) {
    const purchaseId = newId();
    const traceId = randomBytes(16).toString("hex");
    await bench.tryToBuy([purchaseId], undefined, { traceparent: `00-${traceId}-0123456789abcdef-01` });
    const trace = await until(async () => (await bench.handled("cashier", purchaseId)).traceparent ?? false, {
      within: 60_000,
    });
    return { outcome: trace.slice(3, 35) === traceId ? KEPT : "another" };
  },
  plain: traceOf,
};
