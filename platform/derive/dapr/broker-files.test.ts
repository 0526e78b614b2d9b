import { expect, test } from "vitest";
import { desk, smallShop, storeRoom, watcher } from "../small-shop.ts";
import { topicsHeardBy } from "../topics.ts";
import { kafkaTopics } from "./kafka-topics.ts";
import { rabbitmqDefinitions } from "./rabbitmq-definitions.ts";
import { redisGroups } from "./redis-groups.ts";
import { allTopics } from "./topics.ts";

const definitions = rabbitmqDefinitions(smallShop);

test("RabbitMQ: an exchange for each topic, a bound queue for each who hears it", () => {
  expect(definitions.exchanges.map(({ name }) => name)).toEqual(allTopics(smallShop));
  const heard = smallShop.flatMap((service) =>
    topicsHeardBy(service, smallShop).map((topic) => `${service.name}-${topic}`),
  );
  expect(definitions.queues.map(({ name }) => name)).toEqual(heard.toSorted());
  expect(definitions.bindings).toContainEqual(
    expect.objectContaining({ source: "Asked", destination: "store-room-Asked", routing_key: "" }),
  );
  expect(definitions.bindings).toHaveLength(definitions.queues.length);
});

test("RabbitMQ: declared as a sidecar declares it", () => {
  expect(definitions.exchanges[0]).toMatchObject({ type: "fanout", durable: true, auto_delete: false, arguments: {} });
  expect(definitions.queues[0]).toMatchObject({
    durable: true,
    auto_delete: false,
    arguments: { "x-queue-type": "quorum" },
  });
});

/** The policy that RabbitMQ would choose for a queue. */
const policyFor = (queue: string) =>
  definitions.policies
    .filter(({ pattern }) => new RegExp(pattern).test(queue))
    .toSorted((a, b) => b.priority - a.priority)[0];

test("RabbitMQ: what a queue gives up becomes a dead letter of its service", () => {
  expect(policyFor("store-room-Asked")?.definition).toMatchObject({
    "delivery-limit": 1_000,
    "dead-letter-exchange": "store-room.dead-letter",
  });
  expect(policyFor("watcher-desk.dead-letter")?.definition).toMatchObject({
    "dead-letter-exchange": "watcher.dead-letter",
  });
});

test("RabbitMQ: dead letters of the one who keeps them do not go round in circles", () => {
  expect(policyFor("watcher-watcher.dead-letter")?.definition).toEqual({ "delivery-limit": -1 });
});

test("RabbitMQ: queues of others on the same broker keep their own rules", () => {
  expect(policyFor("somebody-else")).toBeUndefined();
});

test("Kafka: each topic has a partition for each replica that may hear it, one where little is said", () => {
  const topics = new Map(kafkaTopics(smallShop).map((topic) => [topic.name, topic]));
  expect(topics.get("Asked")).toEqual({
    name: "Asked",
    partitions: Math.max(storeRoom.scale.max, watcher.scale.max),
    config: { "retention.ms": "86400000", "cleanup.policy": "delete" },
  });
  expect(desk.scale.max).toBeGreaterThan(1);
  expect(topics.get("desk.redrive")?.partitions).toBe(desk.scale.max);
  for (const seldom of ["Heartbeat", "ReplayRequested"]) expect(topics.get(seldom)?.partitions).toBe(1);
  const ofOneEach = kafkaTopics(smallShop, { replicas: 1 }).map(({ partitions }) => partitions);
  expect(new Set(ofOneEach)).toEqual(new Set([1]));
});

test("Redis: each group begins at the beginning", () => {
  expect(redisGroups([desk])).toContain("XGROUP CREATE Given desk 0 MKSTREAM");
});
