// An event from elsewhere, without what ours carry: whoever looks at its order still gets an answer.
import { expect, it } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { anEvent } from "../kit/events.ts";
import { startPlatform, untilIdle } from "../kit/platform.ts";

const platform = await startPlatform();

it.each([undefined, null, 7, {}, "hello"])(
  "the timeline of an order is read, also where an event has the trace context and the cause %j",
  async (given) => {
    const orderId = newRealId();
    const event = {
      ...anEvent(OrderCreated, { ...OrderCreated.example, orderId }),
      traceparent: given,
      causationid: given,
    };
    const shown = typeof given === "string" ? given : "";
    await platform.bus.publish([event as unknown as CloudEvent]);
    await untilIdle(platform);
    const response = await fetch(`${platform.url}/timelines/${orderId}`);
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({
        entries: expect.arrayContaining([
          expect.objectContaining({ id: event.id, traceparent: shown, causationid: shown }),
        ]),
      }),
    ]);
  },
);
