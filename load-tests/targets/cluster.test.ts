// The cluster target, with a kubectl that writes down what it is asked.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { clusterTarget } from "./cluster.ts";

const ANSWERS = `
case "$*" in
  *"get secret"*) printf c2VjcmV0 ;;
  *"get pods"*) [ -f gone ] || echo pod/inventory-1 ;;
  *"get scaledobjects order "*) ;;
  *"get scaledobjects"*) echo scaledobject/inventory; touch gone ;;
  *"get deployments"*) echo '{"items":[{"metadata":{"name":"inventory"},"status":{"readyReplicas":2}},{"metadata":{"name":"doorman"}}]}' ;;
  *version*) echo '{"serverVersion":{"gitVersion":"v1.30.0"}}' ;;
esac
`;

async function opened() {
  const folder = mkdtempSync(join(tmpdir(), "millrace-kubectl-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = join(folder, "kubectl");
  writeFileSync(program, `#!/bin/sh\ncd ${folder}\necho "$*" >> asked\n${ANSWERS}`);
  chmodSync(program, 0o755);
  vi.stubEnv("KUBECTL", program);
  vi.stubEnv("NAMESPACE", "shop");
  onTestFinished(() => void vi.unstubAllEnvs());
  const target = await clusterTarget({ broker: "redis", needs: {}, say: () => undefined });
  const asked = () => readFileSync(join(folder, "asked"), "utf8").trim().split("\n");
  return { target, asked };
}

test("it knows the administrator's token, the version, and replicas of services only", async () => {
  const { target } = await opened();
  expect(target).toMatchObject({ administratorToken: "secret", versions: { kubernetes: "v1.30.0" } });
  expect(await target.replicas()).toEqual({ inventory: 2 });
});
test("a service is held at zero by the autoscaler, and woken by it", async () => {
  const { target, asked } = await opened();
  await target.stop("inventory");
  await target.start("inventory");
  expect(asked()).toContain(
    "--namespace shop annotate --overwrite scaledobject/inventory autoscaling.keda.sh/paused-replicas=0",
  );
  expect(asked()).toContain("--namespace shop annotate scaledobject/inventory autoscaling.keda.sh/paused-replicas-");
  expect(asked().at(-1)).toMatch(/rollout status deployment\/inventory/);
});
test("a pod is killed without an orderly end, and the rest of the namespace is left alone", async () => {
  const { target, asked } = await opened();
  await target.kill("inventory");
  expect(asked().at(-1)).toBe("--namespace shop delete --grace-period=0 --force pod/inventory-1");
  expect(asked().every((line) => line.startsWith("--namespace shop "))).toBe(true);
});
test("what a cluster cannot do is refused by name", async () => {
  const { target } = await opened();
  await expect(target.network.cut()).rejects.toThrow("network");
  await expect(
    clusterTarget({ broker: "redis", needs: { environment: { A: "1" } }, say: () => undefined }),
  ).rejects.toThrow("deploy it");
});
