// Events from somebody who may not send them have no effect, whichever way they come.
import { describe, expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/order-created.ts";
import { anEvent } from "../../kit/events.ts";
import { onePodOf, runIn } from "../pods.ts";
import { PATIENT, shop } from "../world.ts";

const orderId = crypto.randomUUID();
const forged = anEvent(OrderCreated, { ...OrderCreated.example, orderId });
const PATH = "/events/OrderCreated";

/** Milliseconds: what a policy keeps out waits for all of them, and who is let in answers at once, as far as processors are free. */
const BRIEFLY = 5_000;
const PATIENTLY = 20_000;
/** What the status was, or why there was none. */
const sending = (url: string, headers = "{}", within = PATIENTLY) => `
  const headers = { "content-type": "application/cloudevents+json", ...${headers} };
  const body = ${JSON.stringify(JSON.stringify(forged))};
  const signal = AbortSignal.timeout(${within});
  await fetch("${url}", { method: "POST", headers, body, signal }).then(
    (response) => console.log(response.status),
    (error) => console.log("unreachable"),
  );`;
const OWN_TOKENS = `{ "dapr-api-token": process.env.DAPR_API_TOKEN ?? "none" }`;
const SIDECAR = "http://127.0.0.1:3500/v1.0";

/** Once an order has passed that was placed later: a forged event that was on its way would have come before. */
async function expectNoEffect(): Promise<void> {
  await shop.untilStatus(await shop.place(), "COMPLETED", PATIENT);
  expect((await shop.client.get(`/timelines/${orderId}`)).status).toBe(404);
  const { body } = await shop.administrator.get<{ entries: { id: string }[] }>(
    "/services/inventory/records/reservation?limit=1000",
  );
  expect(body.entries.map(({ id }) => id)).not.toContain(orderId);
}

describe("a forged event", () => {
  test.each(["smtp-server", "user"])("by the address of a pod, from a pod of %s", async (from) => {
    const pod = await onePodOf("inventory");
    const address = pod.status?.podIP;
    expect(address).toBeTruthy();
    // The address is right, and somebody answers there: in the pod itself no policy stands in between.
    const { output: inside } = await runIn("inventory", sending(`http://${address}:8080${PATH}`), pod);
    expect(inside).toMatch(/^\d+$/);
    for (const port of [8_080, 8_081, 3_500]) {
      const { output } = await runIn(from, sending(`http://${address}:${port}${PATH}`, OWN_TOKENS, BRIEFLY));
      expect(output, `port ${port}`).toBe("unreachable");
    }
    await expectNoEffect();
  });

  test("through the ingress", async () => {
    for (const path of [PATH, `/inventory${PATH}`, `/services/inventory${PATH}`]) {
      const { status } = await shop.administrator.post(path, forged);
      expect([404, 405], path).toContain(status);
    }
    await expectNoEffect();
  });

  test("through another service's sidecar, which may not call and not publish it", async () => {
    const { output: published } = await runIn("user", sending(`${SIDECAR}/publish/pubsub/OrderCreated`, OWN_TOKENS));
    expect(published).toBe("403");
    // 403 by the rules of the sidecar that is asked; 500 when the asking one does not reach it at all.
    const { output: called } = await runIn("user", sending(`${SIDECAR}/invoke/inventory/method${PATH}`, OWN_TOKENS));
    expect(called).toMatch(/^(403|500)$/);
    await expectNoEffect();
  });

  test("inside the pod, without the token that only its sidecar has", async () => {
    expect((await runIn("inventory", sending(`http://127.0.0.1:8081${PATH}`))).output).toMatch(/^(40[13]|503)$/);
    await expectNoEffect();
  });
});

test("a publish on a topic that nobody declares is refused", async () => {
  const { output } = await runIn("user", sending(`${SIDECAR}/publish/pubsub/NobodyDeclaresThis`, OWN_TOKENS));
  expect(output).toBe("403");
});
