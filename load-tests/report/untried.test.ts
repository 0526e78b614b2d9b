import { expect, test } from "vitest";
import type { Experiment } from "../experiment/experiment.ts";
import { untriedList } from "./untried.ts";

const EXPERIMENTS: Pick<Experiment, "name" | "on" | "brokers">[] = [
  { name: "poison", on: ["self-hosted", "cluster"] },
  { name: "network-cut", on: ["self-hosted"], brokers: ["redis"] },
];
const run = (experiment: string, target: string, broker: string) => ({ experiment, target, broker });

test("what was tried nowhere is told by its place, and what cannot be tried there is not told", () => {
  const text = untriedList([run("poison", "self-hosted", "redis"), run("poison", "cluster", "kafka")], EXPERIMENTS);
  expect(text.split("\n").filter((line) => line.startsWith("- "))).toEqual([
    "- self-hosted, redis: network-cut.",
    "- self-hosted, rabbitmq: all 1.",
    "- self-hosted, kafka: all 1.",
    "- cluster, redis: all 1.",
    "- cluster, rabbitmq: all 1.",
  ]);
});
test("when all was tried, nothing is told", () => {
  expect(untriedList([run("twin", "self-hosted", "redis")], [])).toBe("");
});
