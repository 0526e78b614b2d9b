import { expect, test } from "vitest";
import { desk, smallShop, storeRoom } from "./small-shop.ts";
import { topology } from "./topology.ts";

const { services, events, edges, causes } = topology(smallShop);

test("an event names its publisher and all who hear it", () => {
  expect(events.find(({ name }) => name === "Given")).toEqual({
    name: "Given",
    summary: "A thing was given.",
    subject: "id",
    publishers: ["store-room"],
    consumers: ["desk", "watcher"],
  });
});

test("an observer hears every event", () => {
  expect(services.find(({ name }) => name === "watcher")?.listens).toEqual(["Asked", "Given", "Refused"]);
});

test("emissions of routes and schedules count as those of reactions", () => {
  expect(services.find(({ name }) => name === "desk")?.emits).toEqual(["Asked"]);
  expect(edges).toContainEqual({ event: "Asked", from: "desk", to: "store-room" });
});

test("a reaction says which events may follow", () => {
  expect(causes).toEqual([{ service: "store-room", event: "Asked", emits: ["Given", "Refused"] }]);
});

test("routes, schedules and scale of a service are shown", () => {
  const shown = services.find(({ name }) => name === "store-room");
  expect(shown?.routes).toEqual([
    { method: "POST", path: "/things/:name", summary: "Adds things.", administrator: true },
  ]);
  expect(shown?.schedules).toEqual([{ name: "giveLate", every: 30_000 }]);
  expect(shown?.scale).toEqual(storeRoom.scale);
});

test("the order of the declarations changes nothing", () => {
  expect(topology([...smallShop].reverse())).toEqual(topology(smallShop));
  expect(topology([desk]).edges).toEqual([]);
});
