// Versions that stand-ins tell: programs that say one line.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { selfHostedVersions, versionsIn } from "./versions.ts";

/** A folder with programs in it, by what each says; it is all that is on the PATH. */
function machine(programs: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "millrace-versions-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, says] of Object.entries(programs))
    writeFileSync(join(folder, name), `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  vi.stubEnv("PATH", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return { PATH: folder };
}
const PROGRAMS = { daprd: "echo 1.18.3", "redis-server": "echo 'Redis server v=7.0.15 sha=0'" };
const INSPECTED =
  'case "$*" in *rabbitmq:*) echo "[PATH=/bin RABBITMQ_VERSION=4.0.9 A=1]";; *) echo "[PATH=/bin]";; esac';

test("a broker in a container says by its image which it is, or the image by its name", () => {
  const environment = machine({ ...PROGRAMS, docker: INSPECTED });
  const common = { daprd: "1.18.3", redis: "7.0.15", node: process.version };
  expect(selfHostedVersions("rabbitmq", environment)).toMatchObject({
    ...common,
    broker: "rabbitmq",
    rabbitmq: "4.0.9",
  });
  expect(selfHostedVersions("kafka", environment)).toMatchObject({
    ...common,
    kafka: expect.stringMatching(/^\d[\d.]+$/),
  });
  expect(Object.keys(selfHostedVersions("redis", environment))).toEqual(["broker", "node", "daprd", "redis", "k6"]);
});
test("of a broker that somebody else runs, or that nobody can look into, nothing wrong is said", () => {
  const environment = machine(PROGRAMS);
  const foreign = { ...environment, RABBITMQ_URL: "amqp://elsewhere", KAFKA_BROKERS: "elsewhere:9092" };
  expect(selfHostedVersions("rabbitmq", foreign)).not.toHaveProperty("rabbitmq");
  expect(selfHostedVersions("kafka", foreign)).not.toHaveProperty("kafka");
  expect(selfHostedVersions("rabbitmq", environment)["rabbitmq"]).toMatch(/^4\.\d/);
});
test("images tell their versions by name, wherever they come from, and those without one tell none", () => {
  const images = [
    "redis:8.0",
    "localhost:5000/a/kafka:4.1.1",
    "ghcr.io/dapr/daprd:1.18.3@sha256:00",
    "plain",
    "host:5000/none",
  ];
  expect(versionsIn(images)).toEqual({ redis: "8.0", kafka: "4.1.1", daprd: "1.18.3" });
});
