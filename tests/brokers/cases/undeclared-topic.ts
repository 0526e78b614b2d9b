import { anEvent } from "#platform/runtime/testing/an-event.ts";
import type { Case } from "../case.ts";
import { REFUSED } from "../outcomes.ts";
import { publishElsewhere } from "../plain-dapr/questions/doors.ts";

/** One that another service owns, and one that nobody declares. */
export const undeclaredTopic: Case = {
  title: "a service publishes on a topic that it did not declare",
  expected: REFUSED,
  async run(bench) {
    const statuses = await Promise.all(
      ["PurchasePacked", "NobodyDeclaresThis"].map((topic) => bench.publish("shop", anEvent(topic))),
    );
    return { outcome: statuses.every((status) => status === 403) ? REFUSED : `answered ${statuses.join(" and ")}` };
  },
  plain: publishElsewhere,
};
