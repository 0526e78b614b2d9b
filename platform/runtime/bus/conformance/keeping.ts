// Events are kept for those who are away, and for those who come later.
import { describe, expect, test } from "vitest";
import { anEvent } from "../../testing/an-event.ts";
import { eventually, type OpenBus, Replica } from "./harness.ts";

export const keeping = (openBus: OpenBus) =>
  describe("keeping", () => {
    test("a group that was there before gets what came while none of its replicas ran, each once", async () => {
      const open = await openBus();
      const before = new Replica(open);
      await open.bus.publish([anEvent()]);
      await eventually(open, () => before.got.length === 1);
      await before.subscription.close();
      const missed = [anEvent(), anEvent(), anEvent()];
      await open.bus.publish(missed);
      await open.pass(60_000);
      const after = new Replica(open);
      await eventually(open, () => after.got.length === 3);
      await open.pass(30_000);
      expect(after.ids.toSorted()).toEqual(missed.map(({ id }) => id).toSorted());
    });

    test("a new group reads from the oldest event that is kept", async () => {
      const open = await openBus();
      const early = new Replica(open, { group: "early" });
      const events = [anEvent(), anEvent()];
      await open.bus.publish(events);
      await eventually(open, () => early.got.length === 2);
      const late = new Replica(open, { group: "late" });
      await eventually(open, () => late.got.length === 2);
      expect(late.ids.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
      await open.pass(30_000);
      expect(early.got).toHaveLength(2);
    });
  });
