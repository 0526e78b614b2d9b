import { expect, test } from "vitest";
import { smallShop } from "../small-shop.ts";
import { topicsHeardBy } from "../topics.ts";
import { NOTICED_AFTER } from "./app-health.ts";
import { BROKERS, type Broker, PROCESSING_TIMEOUT } from "./brokers.ts";
import { pubsubComponent } from "./component.ts";
import { resiliency, retryTime } from "./resiliency.ts";

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

test("an event is given to another only after all tries of the first, also behind others", () => {
  const { concurrency, queueDepth, redeliverInterval } = settingsOf("redis");
  expect(redeliverInterval).toMatch(/^\d+$/);
  const rounds = 1 + Number(queueDepth) / Number(concurrency);
  expect(rounds * retryTime().longest).toBeLessThan(PROCESSING_TIMEOUT);
});

test("an app that is gone is noticed before the retries end, so that its events are kept and not given up", () => {
  expect(NOTICED_AFTER).toBeLessThan(retryTime().shortest);
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
