import { expect, test } from "vitest";
import { pausedBus } from "./paused-bus.ts";
import type { Bus, Subscriber } from "./port.ts";

test("a paused bus takes no event, and is still heard", async () => {
  const subscribers: string[] = [];
  const doubted: string[] = [];
  const bus: Bus = {
    publish: async () => {
      throw new Error("This must not be asked.");
    },
    doubt: (topic) => void doubted.push(topic),
    subscribe: ({ group }) => {
      subscribers.push(group);
      return { close: async () => undefined };
    },
  };
  const paused = pausedBus(bus);
  await expect(paused.publish([])).rejects.toThrow("paused");
  paused.subscribe({ group: "order" } as Subscriber);
  expect(subscribers).toEqual(["order"]);
  paused.doubt?.("OrderCreated", 1);
  expect(doubted).toEqual(["OrderCreated"]);
});
