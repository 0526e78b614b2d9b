import { expect, test } from "vitest";
import { desk, smallShop, storeRoom, watcher } from "../small-shop.ts";
import { daprRunFile } from "./dapr-yaml.ts";
import { lastNetOf, subscriptionResources, subscriptionsOf, topicSubscription } from "./subscriptions.ts";

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
    deadLetterTopic: "desk.redrive",
    metadata: { queueType: "quorum", rawPayload: "true" },
    bulkSubscribe: { enabled: true, maxMessagesCount: 64, maxAwaitDurationMs: 25 },
  });
});

test("what is rarely said is not waited for together", () => {
  for (const topic of ["Heartbeat", "ReplayRequested", "desk.redrive", "shop.dead-letter"])
    expect(topicSubscription("desk", topic, true).bulkSubscribe).toEqual({ enabled: false });
});

test("what cannot be handed over comes once more, and only then is a dead letter", () => {
  expect(lastNetOf("desk", "Given")).toBe("desk.redrive");
  expect(lastNetOf("desk", "desk.redrive")).toBe("desk.dead-letter");
  expect(lastNetOf("desk", "shop.redrive")).toBe("desk.redrive");
});

test("a dead letter that the desk could not take stays one", () => {
  expect(lastNetOf("desk", "shop.dead-letter")).toBe("desk.dead-letter");
});

test("where each topic has a component of its own, it is heard through that", () => {
  const throughOwn = (topic: string) => `through-${topic}`;
  const [given] = subscriptionsOf(desk, smallShop, throughOwn);
  expect(given?.pubsubname).toBe("through-Given");
  expect(subscriptionResources(desk, smallShop, throughOwn)[0]).toMatchObject({
    spec: { pubsubname: "through-Given" },
  });
});

test("as resources they say the same, for this service only, under names that a cluster accepts", () => {
  const resources = subscriptionResources(desk, smallShop);
  expect(resources[0]).toMatchObject({
    apiVersion: "dapr.io/v2alpha1",
    metadata: { name: "desk-given" },
    spec: { topic: "Given", routes: { default: "/events/Given" }, deadLetterTopic: "desk.redrive" },
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

test("only what somebody waits for comes at once", () => {
  const wait = (service: Parameters<typeof subscriptionsOf>[0], topic: string) =>
    subscriptionsOf(service, smallShop).find((subscription) => subscription.topic === topic)?.bulkSubscribe
      .maxAwaitDurationMs ?? 0;
  expect(wait(storeRoom, "Asked")).toBeLessThan(wait(desk, "Given"));
  expect(wait(watcher, "Asked")).toBe(wait(desk, "Given"));
});
