// What a consumer has decided about counts in the event's own minute, so that its publisher's count of that minute can be compared.
import { expect, test } from "vitest";
import { MINUTE } from "../../declare/duration.ts";
import { implement } from "../../declare/implementation.ts";
import { Tallies } from "../tallies.ts";
import { anEvent } from "../testing/an-event.ts";
import { mill, surroundings } from "../testing/mill.ts";
import { Consumer } from "./consumer.ts";
import { HandlerTable } from "./handler-table.ts";

test("an event that is handled or parked counts in its minute, and rubbish in none", async () => {
  const around = surroundings();
  const service = implement(mill, {
    reactions: {
      onGrainCame: async ({ data }) => {
        if (data.farmer === "bob") throw new Error("Broken.");
        return [];
      },
    },
  });
  const handlers = new HandlerTable(service, [mill], []);
  const consumer = new Consumer(around.host, around.context, handlers, "me", new Tallies());
  const minute = Math.floor(around.clock.now() / MINUTE) - 2;
  const time = new Date(minute * MINUTE).toISOString();
  const come = (data: object) => consumer.deliver(anEvent("GrainCame", { time, data }));
  await come({ farmer: "ada", sacks: 2 });
  await come({ farmer: "bob", sacks: 2 });
  await come({ farmer: 5 });
  expect(await around.store.tally()).toMatchObject({ parked: 1, dead: 1 });
  expect((await around.store.minutes()).seen).toEqual([{ minute, topic: "GrainCame", count: 2 }]);
});
