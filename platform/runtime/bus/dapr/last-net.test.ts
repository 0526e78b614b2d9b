import { describe, expect, test } from "vitest";
import { DeadLetterData } from "../../../declare/control-events.ts";
import { isEnvelope } from "../../events/envelope.ts";
import { anEvent } from "../../testing/an-event.ts";
import { caught } from "./last-net.ts";

const TOPIC = "shop.dead-letter";
const letterOf = (value: unknown) => {
  const letter = caught(TOPIC, value, 1_000);
  if (!isEnvelope(letter)) throw new Error("It is no event.");
  return { letter, data: DeadLetterData.parse(letter.data) };
};

test("on any other topic everything is as it is", () => {
  for (const arrived of [anEvent(), "text", null]) expect(caught("Created", arrived, 0)).toBe(arrived);
});

test("the service's own dead letters are as they are", () => {
  const letter = anEvent(TOPIC);
  expect(caught(TOPIC, letter, 0)).toEqual(letter);
});

describe("what the sidecar gave up", () => {
  const event = anEvent("Created", { subject: "thing-7", data: { size: 1 } });

  test("becomes a dead letter of the service, with the event in it", () => {
    const { letter, data } = letterOf(event);
    expect(letter).toMatchObject({
      id: `${event.id}~shop`,
      type: TOPIC,
      source: "/shop",
      subject: "shop",
      traceparent: event.traceparent,
      causationid: event.id,
      correlationid: event.correlationid,
    });
    expect(data).toMatchObject({ service: "shop", problem: "unexpected", failedAt: 1_000, event });
    expect(data.event).toEqual(event);
  });

  test("when it was a redrive, is the event that was sent back", () => {
    const redrive = anEvent("shop.redrive", { data: { service: "shop", event } });
    const { letter, data } = letterOf(redrive);
    expect([letter.id, data.event]).toEqual([`${event.id}~shop`, event]);
  });

  test.each([[undefined], [null]])("may have no data (%j)", (data) => {
    const given = anEvent("Created", { data: data as unknown as object });
    expect(letterOf(given).data.event).toEqual(given);
  });

  test.each([["{broken"], [{ no: "id" }], [null], [7]])(
    "when it is rubbish (%j), shows it, always under the same id",
    (rubbish) => {
      const { letter, data } = letterOf(rubbish);
      expect(letterOf(rubbish).letter.id).toBe(letter.id);
      expect(data).toMatchObject({ problem: "event-invalid", event: { type: "unknown", data: { given: rubbish } } });
    },
  );
});
