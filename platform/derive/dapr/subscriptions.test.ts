import { expect, test } from "vitest";
import { desk, smallShop } from "../small-shop.ts";
import { daprRunFile } from "./dapr-yaml.ts";
import { subscriptionResources, subscriptionsOf, topicSubscription } from "./subscriptions.ts";

test("a service asks for each topic that it hears, with a last net", () => {
  const subscriptions = subscriptionsOf(desk, smallShop);
  expect(subscriptions.map(({ topic }) => topic)).toEqual([
    "Given",
    "Refused",
    "Heartbeat",
    "ReplayRequested",
    "desk.redrive",
  ]);
  expect(subscriptions[0]).toEqual({
    pubsubname: "pubsub",
    topic: "Given",
    route: "/events/Given",
    deadLetterTopic: "desk.dead-letter",
    metadata: { queueType: "quorum" },
    bulkSubscribe: { enabled: true, maxMessagesCount: 64, maxAwaitDurationMs: 5 },
  });
});

test("dead letters come as bytes, because they may be what a sidecar could not read", () => {
  expect(topicSubscription("desk", "shop.dead-letter").metadata).toEqual({ queueType: "quorum", rawPayload: "true" });
});

test("as resources they say the same, for this service only, under names that a cluster accepts", () => {
  const resources = subscriptionResources(desk, smallShop);
  expect(resources[0]).toMatchObject({
    apiVersion: "dapr.io/v2alpha1",
    metadata: { name: "desk-given" },
    spec: { topic: "Given", routes: { default: "/events/Given" }, deadLetterTopic: "desk.dead-letter" },
    scopes: ["desk"],
  });
  expect(resources.every(({ metadata }) => /^[a-z0-9.-]+$/.test(metadata.name))).toBe(true);
});

test("in the run file each port is given once", () => {
  const { apps } = daprRunFile(smallShop, {});
  const ports = apps.flatMap(({ appPort, daprHTTPPort, daprGRPCPort, daprInternalGRPCPort, metricsPort, env }) => [
    appPort,
    daprHTTPPort,
    daprGRPCPort,
    daprInternalGRPCPort,
    metricsPort,
    Number(env.PORT),
  ]);
  expect(new Set(ports).size).toBe(6 * smallShop.length);
});
