// An orderly end: no more events come, and those in hand are finished.
import { describe, expect, test } from "vitest";
import { anEvent } from "../../testing/an-event.ts";
import { eventually, gate, type OpenBus, Replica } from "./harness.ts";

export const endings = (openBus: OpenBus) =>
  describe("closing", () => {
    test("waits for what is in hand, takes nothing more, and leaves the rest to others", async () => {
      const open = await openBus();
      const { opened, open: openGate } = gate();
      const leaving = new Replica(open, { concurrency: 2 }, () => opened.then(() => "done"));
      await open.bus.publish([anEvent(), anEvent(), anEvent()]);
      await eventually(open, () => leaving.inHand === 2);
      let isClosed = false;
      const closing = leaving.subscription.close().finally(() => {
        isClosed = true;
      });
      await open.pass(1_000);
      expect(isClosed).toBe(false);
      openGate();
      await eventually(open, () => isClosed);
      await closing;
      const staying = new Replica(open);
      await eventually(open, () => staying.got.length === 1);
      await open.pass(30_000);
      expect([leaving.got.length, staying.got.length]).toEqual([2, 1]);
      expect(leaving.ids).not.toContain(staying.ids[0]);
    });

    test("with nothing in hand is done at once", async () => {
      const open = await openBus();
      const replica = new Replica(open);
      await replica.subscription.close();
      await open.bus.publish([anEvent()]);
      await open.pass(1_000);
      expect(replica.got).toEqual([]);
    });

    test("what is sent back while closing goes to others", async () => {
      const open = await openBus();
      const { opened, open: openGate } = gate();
      const leaving = new Replica(open, {}, () => opened.then(() => "retry"));
      await open.bus.publish([anEvent()]);
      await eventually(open, () => leaving.inHand === 1);
      const closing = leaving.subscription.close();
      openGate();
      await closing;
      const staying = new Replica(open);
      await eventually(open, () => staying.got.length === 1);
      expect(leaving.got).toHaveLength(1);
    });
  });
