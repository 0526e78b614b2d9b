// The container before all others as Kubernetes runs it: a shell, and an address.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { listen } from "#platform/runtime/http/listen.ts";
import { declarations } from "#services/declarations.ts";
import { until } from "../../tests/kit/until.ts";
import { manifestsOf } from "../manifests.ts";
import { releaseOf } from "../release.ts";
import { waitForBroker } from "./wait-for-broker.ts";

test("it waits while nobody takes a connection, says for whom and why, and ends well as soon as somebody does", async () => {
  const server = createServer((socket) => socket.on("error", () => undefined));
  const port = await listen(server, 0, "127.0.0.1");
  await new Promise((closed) => server.close(closed));
  const { command = [] } = waitForBroker("order", releaseOf({ declarations, broker: "redis" }));
  const [program = "", ...args] = command;
  const address = `127.0.0.1:${port}`;
  const waiting = spawn(program, args, {
    env: { ...process.env, LC_ALL: "C", BROKER: address },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void waiting.kill());
  let said = "";
  waiting.stdout.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  const ended = once(waiting, "exit");
  await until(() => said.includes(`\n${address}: Connection refused.\n`));
  expect(said).toMatch(`Waiting for the broker at ${address}.\n`);
  expect(waiting.exitCode).toBeNull();
  await listen(server, port, "127.0.0.1");
  onTestFinished(() => void server.close());
  expect(await ended).toEqual([0, null]);
});

test.each(BROKERS)("every service's pod begins with it, and waits for %s", (broker) => {
  const objects = manifestsOf(releaseOf({ declarations, broker })).flatMap((manifest) => manifest.objects);
  const withSidecar = objects.filter(
    ({ kind, spec }) => kind === "Deployment" && spec.template.metadata.annotations?.["dapr.io/enabled"] === "true",
  );
  expect(withSidecar.map(({ metadata }) => metadata.name).toSorted()).toEqual(
    declarations.map(({ name }) => name).toSorted(),
  );
  for (const { spec } of withSidecar)
    expect(spec.template.spec.initContainers).toMatchObject([
      { name: "wait-for-broker", env: [{ value: expect.stringMatching(new RegExp(`^${broker}:\\d+$`)) }] },
    ]);
});
