import { expect, test } from "vitest";
import { redriveOf } from "../../declare/control-events.ts";
import { post } from "../../declare/route.ts";
import { defineService } from "../../declare/service.ts";
import { desk, smallShop, storeRoom, watcher } from "../small-shop.ts";
import { allTopics, groupsOf, topicsPublishedBy } from "./topics.ts";

test("topics are the events of the business, the platform's own, and two for each service", () => {
  expect(allTopics([desk, storeRoom])).toEqual([
    "Asked",
    "Given",
    "Heartbeat",
    "Refused",
    "ReplayRequested",
    "ReplicaReported",
    "desk.dead-letter",
    "desk.redrive",
    "store-room.dead-letter",
    "store-room.redrive",
  ]);
});

test("a service publishes its facts, what the runtime says for it, its dead letters, and what it gets once more", () => {
  expect(topicsPublishedBy(desk, smallShop)).toEqual([
    "Asked",
    "Heartbeat",
    "ReplayRequested",
    "ReplicaReported",
    "desk.dead-letter",
    "desk.redrive",
  ]);
  expect(topicsPublishedBy(watcher, smallShop)).toEqual([
    "Heartbeat",
    "ReplayRequested",
    "ReplicaReported",
    "watcher.dead-letter",
    "watcher.redrive",
  ]);
});

test("only who declares it may redrive, and then anybody's", () => {
  const redrive = post("/redrive", { summary: "Redrives.", emits: [redriveOf("*")] });
  const operator = defineService({ name: "operator", summary: "Looks after it.", routes: { redrive } });
  expect(topicsPublishedBy(operator, [desk, operator])).toEqual([
    "Heartbeat",
    "ReplayRequested",
    "ReplicaReported",
    "desk.redrive",
    "operator.dead-letter",
    "operator.redrive",
  ]);
});

test("the groups of a topic are the services that hear it", () => {
  expect(groupsOf("Asked", smallShop).map(({ name }) => name)).toEqual(["store-room", "watcher"]);
  expect(groupsOf("desk.redrive", smallShop).map(({ name }) => name)).toEqual(["desk"]);
});
