import { expect, test } from "vitest";
import type { EventType } from "../declare/event.ts";
import { on } from "../declare/reaction.ts";
import { defineService } from "../declare/service.ts";
import { businessEvents, consumersOf, emittedBy, heardBy, publishersOf } from "./graph.ts";
import { Asked, desk, Given, smallShop, storeRoom, watcher } from "./small-shop.ts";

const names = (events: readonly { name: string }[]) => events.map(({ name }) => name);

test("a service emits what its reactions, routes, schedules and seed emit, each once", () => {
  expect(names(emittedBy(storeRoom))).toEqual(["Given", "Refused"]);
  expect(names(emittedBy(defineService({ name: "seeder", summary: "Seeds.", seeds: [Given] })))).toEqual(["Given"]);
});

test("control events are left out", () => {
  const Tick: EventType = { ...Asked, name: "Tick", control: true };
  const clock = defineService({
    name: "clock",
    summary: "Ticks.",
    reactions: { onAsked: on(Asked, { emits: [Tick] }) },
  });
  expect(emittedBy(clock)).toEqual([]);
  expect(names(businessEvents([clock]))).toEqual(["Asked"]);
});

test("publishers and consumers are found by an event's name", () => {
  expect(publishersOf("Asked", smallShop)).toEqual(["desk"]);
  expect(consumersOf("Asked", smallShop)).toEqual(["store-room", "watcher"]);
  expect(names(heardBy(desk, smallShop))).toEqual(["Given", "Refused"]);
  expect(names(heardBy(watcher, smallShop))).toEqual(["Asked", "Given", "Refused"]);
});
