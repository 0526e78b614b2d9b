import { expect, it } from "vitest";
import { along, layoutOf } from "./map-layout.ts";
import type { Topology } from "./topology-types.ts";

const service = (name: string, observes = "declared") => ({
  name,
  summary: "",
  observes,
  listens: [],
  emits: [],
  scale: { min: 1, max: 1 },
});
const town: Topology = {
  services: [service("mill"), service("baker"), service("farmer"), service("miller"), service("watch", "all")],
  events: [],
  edges: [
    { event: "GrainCame", from: "farmer", to: "mill" },
    { event: "GrainWeighed", from: "farmer", to: "mill" },
    { event: "FlourMade", from: "mill", to: "baker" },
    { event: "WheelBroke", from: "mill", to: "miller" },
    { event: "WheelMended", from: "miller", to: "mill" },
    { event: "FlourMade", from: "mill", to: "watch" },
  ],
};
const layout = layoutOf(town, "wide");

it("puts whoever talks with most of the others in the middle", () => {
  expect(layout.places.get("mill")).toEqual({ x: layout.width / 2, y: layout.height / 2 });
});
it("leaves out who only watches", () => {
  expect([...layout.places.keys()].toSorted()).toEqual(["baker", "farmer", "mill", "miller"]);
});
it("draws one channel for all events in one direction, and another for the way back", () => {
  expect(layout.channels.map(({ from, to, events }) => [from, to, events.length])).toEqual([
    ["farmer", "mill", 2],
    ["mill", "baker", 1],
    ["mill", "miller", 1],
    ["miller", "mill", 1],
  ]);
});
it("keeps everybody on the map, in both formats", () => {
  for (const format of ["wide", "tall"] as const) {
    const { width, height, node, places } = layoutOf(town, format);
    for (const { x, y } of places.values()) {
      expect(Math.min(x - node.width / 2, width - x - node.width / 2)).toBeGreaterThanOrEqual(0);
      expect(Math.min(y - node.height / 2, height - y - node.height / 2)).toBeGreaterThanOrEqual(0);
    }
  }
});
it("leads from one end to the other", () => {
  const [channel] = layout.channels;
  if (!channel) throw new Error("There is no channel.");
  expect([along(channel, 0), along(channel, 1)]).toEqual([channel.start, channel.end]);
});
it("leads a channel around whoever stands between two others, and not off the map", () => {
  const names = ["a", "b", "c", "d", "e", "f", "hub"];
  const services = names.map((name) => service(name));
  const edges = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ event: "Told", from, to })));
  for (const format of ["wide", "tall"] as const) {
    const { width, height, node, places, channels } = layoutOf({ services, events: [], edges }, format);
    const points = channels.flatMap((channel) =>
      Array.from({ length: 20 }, (_, at) => ({ channel, point: along(channel, at / 20) })),
    );
    const hidden = points.filter(({ channel: { from, to }, point }) =>
      [...places].some(
        ([name, { x, y }]) =>
          name !== from &&
          name !== to &&
          Math.abs(point.x - x) < node.width / 2 &&
          Math.abs(point.y - y) < node.height / 2,
      ),
    );
    // Not every one of so many finds a free way.
    expect(hidden.length).toBeLessThan(5);
    expect(points.filter(({ point: { x, y } }) => x < 0 || y < 0 || x > width || y > height)).toEqual([]);
  }
});
