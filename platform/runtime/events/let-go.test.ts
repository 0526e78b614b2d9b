import { expect, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { implement } from "../../declare/implementation.ts";
import { Tallies } from "../tallies.ts";
import { anEvent } from "../testing/an-event.ts";
import { altered, GrainCame, mill, surroundings } from "../testing/mill.ts";
import { Consumer } from "./consumer.ts";
import { HandlerTable } from "./handler-table.ts";

test("an event that could not be let go while the store was away is let go by the next delivery, which waits for no lease", async () => {
  let isAway = true;
  const away = () => Promise.reject(new Problem("store-away"));
  const around = surroundings({
    seen: (store) =>
      altered(store, {
        commit: (commit) => (isAway ? away() : store.commit(commit)),
        release: (...given) => (isAway ? away() : store.release(...given)),
      }),
  });
  // One with partners outside: those lease what they have in hand.
  const service = implement(mill, { reactions: { onGrainCame: async () => [] }, ports: () => ({}) });
  const consumer = new Consumer(
    around.host,
    around.context,
    new HandlerTable(service, [mill], []),
    "me",
    new Tallies(),
  );
  const event = anEvent("GrainCame", { data: GrainCame.example });
  expect(await consumer.deliver(event)).toBe("retry");
  isAway = false;
  expect(await consumer.deliver(event)).toBe("done");
});
