// Who gets what: every group all of its topics, the replicas of one group each event once.
import { describe, expect, test } from "vitest";
import { anEvent } from "../../testing/an-event.ts";
import { eventually, gate, type OpenBus, Replica } from "./harness.ts";

const some = (count: number, type?: string) => Array.from({ length: count }, () => anEvent(type));
const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id).toSorted();

export const delivery = (openBus: OpenBus) =>
  describe("delivery", () => {
    test("an event arrives as it was published", async () => {
      const open = await openBus();
      const replica = new Replica(open);
      const event = anEvent("ThingHappened", { subject: "ä/ö", data: { text: "\u0000\n", deep: [{ none: null }] } });
      expect(await open.bus.publish([event])).toEqual([undefined]);
      await eventually(open, () => replica.got.length === 1);
      expect(replica.got).toEqual([event]);
    });

    test("publishing nothing is fine", async () => {
      const { bus } = await openBus();
      expect(await bus.publish([])).toEqual([]);
    });

    test("every group gets every event of its topics, and no other", async () => {
      const open = await openBus();
      const both = new Replica(open, { group: "both", topics: ["Created", "Closed"] });
      const closed = new Replica(open, { group: "closed", topics: ["Closed"] });
      await open.bus.publish([...some(3, "Created"), ...some(2, "Closed"), ...some(1, "Unheard")]);
      await eventually(open, () => both.got.length === 5 && closed.got.length === 2);
      expect(closed.got.map(({ type }) => type)).toEqual(["Closed", "Closed"]);
    });

    test("replicas of a group share its events: each goes to one of them, and each of them gets some", async () => {
      const open = await openBus();
      const replicas = [0, 1, 2].map(() => new Replica(open, { concurrency: 2 }));
      const events = some(90);
      await open.bus.publish(events);
      const all = () => replicas.flatMap(({ ids }) => ids);
      await eventually(open, () => all().length === events.length);
      expect(all().toSorted()).toEqual(idsOf(events));
      for (const { got } of replicas) expect(got.length).toBeGreaterThan(0);
    });

    test("a replica that is busy gets no more than it can hold, and another takes the rest", async () => {
      const open = await openBus();
      const { opened, open: openGate } = gate();
      const busy = new Replica(open, { concurrency: 3 }, () => opened.then(() => "done"));
      await open.bus.publish(some(3));
      await eventually(open, () => busy.inHand === 3);
      const idle = new Replica(open, { concurrency: 1 });
      const more = some(5);
      await open.bus.publish(more);
      await eventually(open, () => idle.got.length === 5);
      expect(idle.ids.toSorted()).toEqual(idsOf(more));
      expect(busy.mostInHand).toBe(3);
      openGate();
      await eventually(open, () => busy.inHand === 0);
    });

    test("a limit of one means one after the other", async () => {
      const open = await openBus();
      const replica = new Replica(open, { concurrency: 1 }, async () => {
        await Promise.resolve();
        return "done";
      });
      await open.bus.publish(some(20));
      await eventually(open, () => replica.got.length === 20);
      expect(replica.mostInHand).toBe(1);
    });
  });
