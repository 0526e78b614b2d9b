// The cluster target, with an API server that writes down what it is asked.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import { knownSince } from "#tools/audit/arrived.ts";
import { clusterTarget } from "./cluster.ts";

const CORE = "/api/v1/namespaces/shop";
const APPS = "/apis/apps/v1/namespaces/shop";
const SCALED = "/apis/keda.sh/v1alpha1/namespaces/shop/scaledobjects";
const AUTOSCALER = "/apis/apps/v1/namespaces/keda/deployments/keda-operator";
const READY = { conditions: [{ type: "Ready", status: "True" }] };
const SIDECAR = { name: "daprd", image: "ghcr.io/dapr/daprd:1.18.3" };
const pod = (name: string, uid: string) => ({
  metadata: { name, uid },
  status: READY,
  spec: { containers: [{ name: "inventory", image: "localhost:5000/millrace/inventory:0.1.0" }, SIDECAR] },
});
const withImage = (name: string, image: string) => ({
  metadata: { name },
  spec: { template: { spec: { containers: [{ name, image }] } } },
});
const deployment = (name: string) => ({
  metadata: { name, generation: 2 },
  spec: { replicas: 1 },
  status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, readyReplicas: 1 },
});
/** The autoscaler has let it go, and nobody has asked it anything yet. */
const asleep = (name: string) => ({ ...deployment(name), spec: { replicas: 0 } });
const MAY_SLEEP = "billing";

/** Two services; the first has a pod: one that is deleted, or held at zero, is gone, and another comes when it may. The second sleeps. `more`: Deployments beside them. */
async function fakeCluster(more: readonly string[]) {
  const asked: string[] = [];
  let pods = [pod("inventory-1", "1")];
  const sleeper = { looks: 0, wakesAt: 3 };
  /** So many requests are refused; so many changes are made, and not answered. */
  const busy = { answers: 0 };
  const losing = { answers: 0 };
  const podsAt = (path: string): object[] => {
    if (/operations|smtp-server/.test(path)) return [];
    if (!path.includes(MAY_SLEEP)) return pods;
    return ++sleeper.looks < sleeper.wakesAt ? [] : [pod(`${MAY_SLEEP}-1`, "9")];
  };
  const answer = (method: string, path: string, body: string): object => {
    if (method !== "GET") asked.push(`${method} ${path}${body && ` ${body}`}`);
    if (method === "DELETE") pods = [pod("inventory-1", "2")];
    if (path.startsWith(`${SCALED}/inventory`)) pods = body.includes('"0"') ? [] : [pod("inventory-2", "3")];
    if (path.startsWith(`${CORE}/pods`)) return { items: podsAt(path) };
    if (path.startsWith(`${APPS}/statefulsets`)) return { items: [withImage("redis", "redis:8.0")] };
    if (path === AUTOSCALER) return withImage("keda-operator", "ghcr.io/kedacore/keda:2.21.0");
    if (path === `${APPS}/deployments`) return { items: ["inventory", "doorman", ...more].map(deployment) };
    if (path.startsWith(`${APPS}/deployments/inventory`)) return deployment("inventory");
    if (path.startsWith(`${APPS}/deployments/${MAY_SLEEP}`)) return asleep(MAY_SLEEP);
    if (path === `${CORE}/secrets/administrator`) return { data: { token: Buffer.from("secret").toString("base64") } };
    return path === "/version" ? { gitVersion: "v1.34.4" } : {};
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.once("end", () => {
      if (busy.answers-- > 0) return response.writeHead(503).end();
      const text = JSON.stringify(answer(request.method ?? "", request.url ?? "", body));
      const status = request.url === `${SCALED}/operations` ? 404 : 200;
      if (request.method !== "GET" && losing.answers-- > 0) return response.destroy();
      return response.writeHead(status, { "content-type": "application/json" }).end(text);
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  onTestFinished(() => void server.close());
  return { asked, sleeper, busy, losing, url: `http://127.0.0.1:${port}` };
}

async function opened(...more: readonly string[]) {
  const { asked, sleeper, busy, losing, url } = await fakeCluster(more);
  const folder = mkdtempSync(join(tmpdir(), "millrace-kubeconfig-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const kubeconfig = {
    clusters: [{ name: "fake", cluster: { server: url, "insecure-skip-tls-verify": true } }],
    users: [{ name: "fake", user: {} }],
    contexts: [{ name: "fake", context: { cluster: "fake", user: "fake" } }],
    "current-context": "fake",
  };
  writeFileSync(join(folder, "config"), JSON.stringify(kubeconfig));
  vi.stubEnv("KUBECONFIG", join(folder, "config"));
  vi.stubEnv("NAMESPACE", "shop");
  onTestFinished(() => void vi.unstubAllEnvs());
  return { asked, sleeper, busy, losing, target: await clusterTarget(OPTIONS) };
}
const OPTIONS = { broker: "redis", needs: {}, say: () => undefined } as const;
const held = (service: string, replicas: string | null) =>
  `PATCH ${SCALED}/${service} ${JSON.stringify({ metadata: { annotations: { "autoscaling.keda.sh/paused-replicas": replicas } } })}`;

test("it knows the administrator's token, versions, and replicas of services only", async () => {
  const { target } = await opened();
  const versions = { broker: "redis", kubernetes: "v1.34.4", redis: "8.0", daprd: "1.18.3", keda: "2.21.0" };
  expect(target).toMatchObject({ administratorToken: "secret", versions });
  const replicas = await target.replicas();
  expect([replicas["inventory"], replicas["billing"], replicas["doorman"]]).toEqual([1, 0, undefined]);
});
test("a service is held at zero by the autoscaler, and let go by it", async () => {
  const { target, asked } = await opened();
  await target.stop("inventory");
  await target.start("inventory");
  expect(asked).toEqual([held("inventory", "0"), held("inventory", null)]);
  await target.close();
  expect(asked, "Nobody is held any more.").toHaveLength(2);
});
test("an API server that has no time for a moment is asked again", async () => {
  const { target, busy, asked } = await opened();
  busy.answers = 1;
  await target.stop("inventory");
  busy.answers = 1;
  await target.start("inventory");
  busy.answers = 1;
  await target.replace("inventory");
  expect(asked).toEqual([held("inventory", "0"), held("inventory", null), expect.stringContaining("restartedAt")]);
});
test("an API server that has no time for a moment is asked again for the mails that have come", async () => {
  const { target, busy } = await opened();
  busy.answers = 1;
  expect(await target.mail.arrived(0)).toBeUndefined();
});
test("a pod is killed once, also when the answer to it was lost", async () => {
  const { target, losing, asked } = await opened();
  losing.answers = 1;
  expect(await target.kill("inventory")).toBe(true);
  expect(asked).toHaveLength(1);
});
test("whoever is still held when all is over is let go", async () => {
  const { target, asked } = await opened();
  await target.stop("inventory");
  await target.close();
  expect(asked).toEqual([held("inventory", "0"), held("inventory", null)]);
});
test("a service that may sleep is there when somebody of it is awake", async () => {
  const { target, sleeper } = await opened();
  await target.start(MAY_SLEEP);
  expect(sleeper.looks).toBe(sleeper.wakesAt);
});
test("a service that nobody scales is scaled by hand", async () => {
  const { target, asked } = await opened();
  await target.stop("operations");
  expect(asked.at(-1)).toBe(`PATCH ${APPS}/deployments/operations {"spec":{"replicas":0}}`);
});
test("a pod is killed without grace, and it is back when another one is ready", async () => {
  const { target, asked } = await opened();
  expect(await target.kill("inventory")).toBe(true);
  await target.start("inventory");
  expect(asked[0]).toMatch(`DELETE ${CORE}/pods/inventory-1?gracePeriodSeconds=0`);
});
test("of a service that sleeps nobody is killed, and it is said", async () => {
  const { target, asked } = await opened();
  expect(await target.kill(MAY_SLEEP)).toBe(false);
  expect(asked).toEqual([]);
});
test("an experiment that needs the fewest replicas begins when there are no more", async () => {
  const said: string[] = [];
  await opened();
  await clusterTarget({ ...OPTIONS, needs: { fewestReplicas: true }, say: (line) => said.push(line) });
  expect(said).toEqual([expect.stringContaining("no service has more replicas")]);
});
test("a service is replaced by new pods", async () => {
  const { target, asked } = await opened();
  await target.replace("inventory");
  expect(asked.join()).toContain(`PATCH ${APPS}/deployments/inventory {"spec":{"template"`);
});
test("who has not counted all mails since does not say how many have arrived; where nobody counts, nobody has to", async () => {
  const counted = { since: 5, forgotten: 0, messageIds: ["<a>"] };
  expect(knownSince(counted, 6)).toEqual(["<a>"]);
  expect(knownSince(counted, 4)).toBeUndefined();
  expect(knownSince({ ...counted, forgotten: 1 }, 6)).toBeUndefined();
  const { target } = await opened();
  expect(await target.mail.arrived(0)).toBeUndefined();
  const { target: counting } = await opened("smtp-server");
  await expect(counting.mail.arrived(0)).rejects.toThrow("no pod of smtp-server is ready");
});
test("what a cluster cannot do, and a broker that does not run there, are refused by name", async () => {
  const { target } = await opened();
  await expect(target.network.cut()).rejects.toThrow("network");
  await expect(clusterTarget({ ...OPTIONS, broker: "kafka" })).rejects.toThrow("In shop runs redis");
  await expect(clusterTarget({ ...OPTIONS, needs: { environment: { A: "1" } } })).rejects.toThrow("deploy it");
});
