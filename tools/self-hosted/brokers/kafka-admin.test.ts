import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { createKafkaTopics } from "./kafka-admin.ts";

const topics = [{ name: "Asked", partitions: 8, config: { "retention.ms": "1000" } }];

/** A broker that answers every topic with a code, and keeps what it was sent. */
async function brokerAnswering(code: number, message: string | undefined) {
  const received: Buffer[] = [];
  const text = (value: string) => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
  const server = createServer((socket) =>
    socket.on("data", (data) => {
      received.push(data);
      const said = message === undefined ? Buffer.from([255, 255]) : text(message);
      const body = [Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]), text("Asked"), Buffer.from([0, code]), said];
      const answer = Buffer.concat(body);
      const length = Buffer.alloc(4);
      length.writeInt32BE(answer.length);
      // In two parts, as a network may bring it.
      socket.write(Buffer.concat([length, answer.subarray(0, 5)]));
      setTimeout(() => socket.write(answer.subarray(5)), 10);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, received, close: () => server.close() };
}

test("the request is the one that Kafka's protocol describes", async () => {
  const broker = await brokerAnswering(0, undefined);
  await createKafkaTopics(broker.address, topics, 1);
  broker.close();
  const [request = Buffer.alloc(0)] = broker.received;
  expect(request.readInt32BE(0)).toBe(request.length - 4);
  expect([request.readInt16BE(4), request.readInt16BE(6)]).toEqual([19, 4]);
  expect(request.toString("latin1")).toContain("\0\x05Asked\0\0\0\x08\0\x01");
});

test("a topic that is there already is no fault", async () => {
  const broker = await brokerAnswering(36, "Topic 'Asked' already exists.");
  await expect(createKafkaTopics(broker.address, topics)).resolves.toBeUndefined();
  broker.close();
});

test("a topic that Kafka refuses is named with its reason", async () => {
  const broker = await brokerAnswering(37, "Too many.");
  await expect(createKafkaTopics(broker.address, topics)).rejects.toThrow("Asked: Too many.");
  broker.close();
});

test("of several brokers the first that answers is asked, and all are named when none does", async () => {
  const broker = await brokerAnswering(0, undefined);
  await createKafkaTopics(`127.0.0.1:1, ${broker.address}`, topics);
  broker.close();
  expect(broker.received).toHaveLength(1);
  await expect(createKafkaTopics("127.0.0.1:1,127.0.0.1:2", topics)).rejects.toThrow(
    "Kafka cannot be reached at 127.0.0.1:1 (ECONNREFUSED), 127.0.0.1:2 (ECONNREFUSED).",
  );
});
