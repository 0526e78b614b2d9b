import { anEvent } from "#platform/runtime/testing/an-event.ts";
import type { Case } from "../case.ts";
import { handledTimes, NO_EFFECT } from "../outcomes.ts";
import { forge } from "../plain-dapr/questions/doors.ts";
import { newId } from "../test-bench.ts";

/** Brought to the consumer's intake by somebody on the same machine who is not its sidecar. */
export const forgedEvent: Case = {
  title: "somebody who is not the sidecar brings an event",
  expected: NO_EFFECT,
  async run(bench) {
    const purchaseId = newId();
    const body = JSON.stringify(
      anEvent("PurchaseMade", { source: "/shop", subject: purchaseId, data: { purchaseId } }),
    );
    const { ports } = bench.platform.unit("packer");
    const urls = [`http://127.0.0.1:${ports.intake}`, bench.platform.services.urlOf("packer")];
    for (const url of urls)
      for (const token of [undefined, "guessed"]) {
        const headers = { "content-type": "application/cloudevents+json", ...(token && { "dapr-api-token": token }) };
        const response = await fetch(`${url}/events/PurchaseMade`, { method: "POST", headers, body });
        if (response.ok) return { outcome: `answered ${response.status}` };
      }
    const { times } = await bench.handled("packer", purchaseId);
    const isUntouched = times === 0 && bench.attempts("packer", purchaseId) === 0;
    return { outcome: isUntouched ? NO_EFFECT : handledTimes(times) };
  },
  plain: forge,
};
