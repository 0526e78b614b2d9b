import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { kafkaTopics } from "#platform/derive/dapr/kafka-topics.ts";
import { smallShop } from "#platform/derive/small-shop.ts";
import { kafkaAnswering, kindOf } from "#tools/self-hosted/brokers/kafka-stand-in.ts";
import { until } from "../../../tests/kit/until.ts";

const CREATE_TOPICS = 19;
const CREATE_PARTITIONS = 37;
const ALREADY_THERE = 36;
const WITHIN = 25_000;

test("topics of a release that was smaller get the partitions that they lack", { timeout: WITHIN }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-topics-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "topics.json");
  writeFileSync(file, JSON.stringify(kafkaTopics(smallShop)));
  const kafka = await kafkaAnswering({ [CREATE_TOPICS]: ALREADY_THERE });
  onTestFinished(() => void kafka.close());
  const maker = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "main.ts")], {
    env: { PATH: process.env["PATH"], KAFKA_BROKERS: kafka.address, TOPICS_FILE: file },
    stdio: "ignore",
  });
  onTestFinished(() => void maker.kill());
  await until(() => kafka.received.length >= 2, { within: WITHIN });
  expect(kafka.received.map(kindOf)).toEqual([CREATE_TOPICS, CREATE_PARTITIONS]);
  const asked = kafkaTopics(smallShop).find(({ name }) => name === "Asked");
  const [, raise = Buffer.alloc(0)] = kafka.received;
  expect(raise.readInt32BE(raise.indexOf("Asked") + "Asked".length)).toBe(asked?.partitions);
  const ended = once(maker, "exit");
  maker.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
