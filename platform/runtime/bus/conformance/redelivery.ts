// At least once: what was not done comes back, and what was done does not.
import { describe, expect, test } from "vitest";
import { anEvent } from "../../testing/an-event.ts";
import type { Verdict } from "../port.ts";
import { eventually, gate, type OpenBus, Replica } from "./harness.ts";

const LONG = 30_000;

export const redelivery = (openBus: OpenBus) =>
  describe("redelivery", () => {
    const ways: [string, () => Promise<Verdict>][] = [
      ["is sent back", async () => "retry"],
      ["makes its consumer throw", () => Promise.reject(new Error("It failed."))],
    ];
    for (const [what, failing] of ways)
      test(`an event that ${what} comes again until it is done, and not any more then`, async () => {
        const open = await openBus();
        const replica = new Replica(open, {}, async (_event, time) => (time < 4 ? failing() : "done"));
        await open.bus.publish([anEvent()]);
        await eventually(open, () => replica.got.length === 4);
        await open.pass(LONG);
        expect(replica.got).toHaveLength(4);
        expect(new Set(replica.ids).size).toBe(1);
      });

    test("an event that comes again does not hold up those behind it", async () => {
      const open = await openBus();
      const [bad, good] = [anEvent(), anEvent()];
      const replica = new Replica(open, { concurrency: 1 }, async ({ id }) => (id === bad.id ? "retry" : "done"));
      await open.bus.publish([bad, good]);
      await eventually(open, () => replica.ids.includes(good.id));
    });

    test("an event that one group sends back does not come again to another", async () => {
      const open = await openBus();
      const failing = new Replica(open, { group: "failing" }, async (_event, time) => (time < 3 ? "retry" : "done"));
      const other = new Replica(open, { group: "other" });
      await open.bus.publish([anEvent()]);
      await eventually(open, () => failing.got.length === 3);
      expect(other.got).toHaveLength(1);
    });

    test("an event that one replica sends back may be done by another", async () => {
      const open = await openBus();
      const failing = new Replica(open, {}, async () => "retry");
      await open.bus.publish([anEvent()]);
      await eventually(open, () => failing.got.length === 1);
      const able = new Replica(open);
      await eventually(open, () => able.got.length === 1);
      await open.pass(LONG);
      expect(able.got).toHaveLength(1);
    });

    test("what a killed replica had in hand goes to another, and its late answer counts no more", async () => {
      const open = await openBus();
      const { opened, open: openGate } = gate();
      const dying = new Replica(open, {}, () => opened.then(() => "done"));
      await open.bus.publish([anEvent(), anEvent()]);
      await eventually(open, () => dying.inHand === 2);
      open.kill(dying.subscription);
      const heir = new Replica(open);
      await eventually(open, () => heir.got.length === 2);
      expect(heir.ids.toSorted()).toEqual(dying.ids.toSorted());
      openGate();
      await open.bus.publish([anEvent()]);
      await eventually(open, () => heir.got.length === 3);
      await open.pass(LONG);
      expect([heir.got.length, dying.got.length]).toEqual([3, 2]);
    });
  });
