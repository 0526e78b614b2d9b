import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../runtime/limits.ts";
import { smallShop } from "../small-shop.ts";
import { topicsHeardBy } from "../topics.ts";
import { NOTICED_AFTER } from "./app-health.ts";
import { BROKER_KINDS, BROKERS, type Broker, PROCESSING_TIMEOUT } from "./brokers.ts";
import { pubsubComponent, pubsubComponents, pubsubEnvironment, pubsubNames } from "./component.ts";
import { RETRIED_FOR, resiliency } from "./resiliency.ts";
import { publishersOf } from "./resource.ts";

function settingsOf(broker: Broker, address?: string): Record<string, string> {
  const { metadata } = pubsubComponent(broker, smallShop, address)["spec"] as {
    metadata: { name: string; value: string }[];
  };
  return Object.fromEntries(metadata.map(({ name, value }) => [name, value]));
}

test.each(BROKERS)("%s has one component of the same name, closed for what is undeclared", (broker) => {
  const component = pubsubComponent(broker, smallShop);
  expect(component).toMatchObject({ metadata: { name: "pubsub" }, spec: { type: `pubsub.${broker}` } });
  expect(settingsOf(broker)).toHaveProperty("protectedTopics");
});

test("values are text and hold no template, which would rename every topic", () => {
  const values = BROKERS.flatMap((broker) => Object.values(settingsOf(broker)));
  expect(values.filter((value) => typeof value !== "string" || /[{}]/.test(value))).toEqual([]);
});

test("an address is put in its place", () => {
  expect(settingsOf("redis", "broker:1")["redisHost"]).toBe("broker:1");
  expect(settingsOf("rabbitmq", "amqp://broker")["connectionString"]).toBe("amqp://broker");
  expect(settingsOf("kafka", "broker:1")["brokers"]).toBe("broker:1");
});

test("connections are left for publishing when every topic holds one", () => {
  const mostTopics = Math.max(...smallShop.map((service) => topicsHeardBy(service, smallShop).length));
  expect(Number(settingsOf("redis")["poolSize"])).toBeGreaterThan(mostTopics + 16);
});

test("queues outlive their consumers, and events the broker's end", () => {
  expect(settingsOf("rabbitmq")).toMatchObject({
    durable: "true",
    deletedWhenUnused: "false",
    deliveryMode: "2",
    requeueInFailure: "true",
  });
  expect(Number(settingsOf("rabbitmq")["prefetchCount"])).toBeLessThanOrEqual(255);
});

test("a group that comes late hears from the beginning", () => {
  expect(settingsOf("kafka")["initialOffset"]).toBe("oldest");
});

test("partitions that a topic gets later are soon heard", () => {
  expect(settingsOf("kafka")["clientConnectionTopicMetadataRefreshInterval"]).toBe("1m");
});

test("what a dead sidecar had in hand comes again when the dead replica's lease is over, and soon", () => {
  expect(settingsOf("redis")["redeliverInterval"]).toMatch(/^\d+$/);
  expect(PROCESSING_TIMEOUT).toBeGreaterThan(2 * DEFAULT_LIMITS.lease);
});

test("an app that is gone is noticed before the retries end, so that its events are kept and not given up", () => {
  expect(NOTICED_AFTER * 1.3).toBeLessThan(RETRIED_FOR);
});

test("the tries outlast the lease of a replica that died with an event in hand", () => {
  expect(DEFAULT_LIMITS.lease * 2).toBeLessThan(RETRIED_FOR);
});

describe("RabbitMQ, where subscriptions of one component hinder each other", () => {
  const components = pubsubComponents("rabbitmq", smallShop);
  const metadataOf = (name: string): Record<string, string> => {
    const found = components.find((component) => component.metadata.name === name);
    if (!found) throw new Error(`There is no component ${name}.`);
    const { metadata } = found["spec"] as { metadata: { name: string; value: string }[] };
    return Object.fromEntries(metadata.map(({ name: key, value }) => [key, value]));
  };

  test("each topic that is heard has a component, which only those have who hear it", () => {
    const heard = new Set(smallShop.flatMap((service) => topicsHeardBy(service, smallShop)));
    expect(components).toHaveLength(BROKER_KINDS.rabbitmq.publishers + heard.size);
    expect(components.find(({ metadata }) => metadata.name === "pubsub-asked")).toMatchObject({
      scopes: ["store-room", "watcher"],
    });
    expect(components.map(({ metadata }) => metadata.name)).toEqual(pubsubNames("rabbitmq", smallShop));
  });

  test("through it, what could not be handed over can be published, and nothing else", () => {
    expect(metadataOf("pubsub-asked")).toMatchObject({
      protectedTopics: "Asked,store-room.redrive,watcher.redrive",
      publishingScopes: "store-room=store-room.redrive;watcher=watcher.redrive",
      subscriptionScopes: "store-room=Asked;watcher=Asked",
    });
  });

  test("nothing is heard through the components for publishing, and each is as closed as the first", () => {
    const names = publishersOf(BROKER_KINDS.rabbitmq.publishers);
    expect(names.slice(0, 2)).toEqual(["pubsub", "pubsub-publisher-2"]);
    expect(pubsubEnvironment("rabbitmq")).toMatchObject({ PUBSUB_PUBLISHERS: String(names.length) });
    expect(metadataOf("pubsub")["subscriptionScopes"]).toBe("desk=;store-room=;watcher=");
    for (const name of names) expect(metadataOf(name), name).toEqual(metadataOf("pubsub"));
  });

  test("the policy covers them all", () => {
    const { spec } = resiliency(pubsubNames("rabbitmq", smallShop)) as unknown as {
      spec: { targets: { components: object } };
    };
    expect(Object.keys(spec.targets.components)).toEqual(components.map(({ metadata }) => metadata.name));
  });
});

test("the others have one component", () => {
  for (const broker of ["redis", "kafka"] as const) expect(pubsubComponents(broker, smallShop)).toHaveLength(1);
});

test("a policy covers both directions, and no breaker ties them together", () => {
  const { spec } = resiliency() as unknown as { spec: { policies: object; targets: unknown } };
  expect(spec.policies).not.toHaveProperty("circuitBreakers");
  expect(spec.targets).toEqual({
    components: {
      pubsub: {
        inbound: { retry: "unreachableApp" },
        outbound: { retry: "unreachableBroker", timeout: "publishing" },
      },
    },
  });
});
