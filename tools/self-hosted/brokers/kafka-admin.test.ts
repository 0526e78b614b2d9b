import { expect, test } from "vitest";
import { addKafkaPartitions, createKafkaTopics } from "./kafka-admin.ts";
import { kafkaAnswering } from "./kafka-stand-in.ts";

const topics = [{ name: "Asked", partitions: 8, config: { "retention.ms": "1000" } }];

test("the request is the one that Kafka's protocol describes", async () => {
  const broker = await kafkaAnswering(0);
  await createKafkaTopics(broker.address, topics, 1);
  broker.close();
  const [request = Buffer.alloc(0)] = broker.received;
  expect(request.readInt32BE(0)).toBe(request.length - 4);
  expect([request.readInt16BE(4), request.readInt16BE(6)]).toEqual([19, 4]);
  expect(request.toString("latin1")).toContain("\0\x05Asked\0\0\0\x08\0\x01");
});

test("a topic that is there already is no fault", async () => {
  const broker = await kafkaAnswering(36, "Topic 'Asked' already exists.");
  await expect(createKafkaTopics(broker.address, topics)).resolves.toBeUndefined();
  broker.close();
});

test("partitions are asked for as Kafka's protocol describes, and where they are is left to Kafka", async () => {
  const broker = await kafkaAnswering(0);
  await addKafkaPartitions(broker.address, topics);
  broker.close();
  const [request = Buffer.alloc(0)] = broker.received;
  expect(request.readInt32BE(0)).toBe(request.length - 4);
  expect([request.readInt16BE(4), request.readInt16BE(6)]).toEqual([37, 1]);
  expect(request.toString("latin1")).toContain("\0\x05Asked\0\0\0\x08\xff\xff\xff\xff");
});

test("a topic that has as many partitions already, or more, keeps them, and that is no fault", async () => {
  const broker = await kafkaAnswering(37, "The topic Asked currently has 9 partition(s); 8 would not be an increase.");
  await expect(addKafkaPartitions(broker.address, topics)).resolves.toBeUndefined();
  broker.close();
});

test("a topic to which Kafka adds none is named with its reason", async () => {
  const broker = await kafkaAnswering(3, "No such topic.");
  await expect(addKafkaPartitions(broker.address, topics)).rejects.toThrow("Asked: No such topic.");
  broker.close();
});

test("a topic that Kafka refuses is named with its reason", async () => {
  const broker = await kafkaAnswering(37, "Too many.");
  await expect(createKafkaTopics(broker.address, topics)).rejects.toThrow("Asked: Too many.");
  broker.close();
});

test("of several brokers the first that answers is asked, and all are named when none does", async () => {
  const broker = await kafkaAnswering(0);
  await createKafkaTopics(`127.0.0.1:1, ${broker.address}`, topics);
  broker.close();
  expect(broker.received).toHaveLength(1);
  await expect(createKafkaTopics("127.0.0.1:1,127.0.0.1:2", topics)).rejects.toThrow(
    "Kafka cannot be reached at 127.0.0.1:1 (ECONNREFUSED), 127.0.0.1:2 (ECONNREFUSED).",
  );
});
