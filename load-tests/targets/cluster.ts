// A release in a cluster as a target: pods are ended, put to sleep and replaced through kubectl. It has to be deployed with FAULTS=on.
import { setTimeout as sleep } from "node:timers/promises";
import { pick } from "#platform/simulate/seeded-random.ts";
import { declarations } from "#services/declarations.ts";
import { findProgram, howToGet } from "#tools/self-hosted/programs.ts";
import { type Kubectl, kubectlIn } from "./kubectl.ts";
import type { OpenOptions } from "./open.ts";
import type { Target } from "./target.ts";

const PAUSED = "autoscaling.keda.sh/paused-replicas";
const READY_WITHIN = "--timeout=300s";
const LOOK_EVERY = 500;
const NAME = "app.kubernetes.io/name";
const refuse = (what: string) => (): Promise<never> => Promise.reject(new Error(`In a cluster ${what}.`));

export async function clusterTarget({ broker, needs }: OpenOptions): Promise<Target> {
  const program = findProgram("kubectl", process.env);
  if (!program) throw new Error(`This is missing:\n- ${howToGet("kubectl")}`);
  if (needs.environment)
    throw new Error("A release has its own variables: deploy it with those that this experiment needs.");
  const { NAMESPACE = "millrace", URL: url = "http://127.0.0.1" } = process.env;
  const kubectl = kubectlIn(program, NAMESPACE);
  const secret = await kubectl("get", "secret", "administrator", "--output", "jsonpath={.data.token}");
  const part = (name: string) => ({
    kill: () => killPods(kubectl, name),
    start: async () => void (await kubectl("rollout", "status", `statefulset/${name}`, READY_WITHIN)),
  });
  const noMail = refuse("the mail server cannot be made to hang");
  const noNetwork = refuse("the network is not ours to break");
  return {
    kind: "cluster",
    url,
    administratorToken: Buffer.from(secret, "base64").toString(),
    services: declarations.map(({ name }) => name),
    versions: { broker, kubernetes: await kubectl("version", "--output", "json").then(serverVersion) },
    replicas: () => replicasIn(kubectl),
    kill: (service) => killOne(kubectl, service),
    stop: (service) => putToSleep(kubectl, service),
    start: (service) => wake(kubectl, service),
    killSidecar: refuse("a sidecar ends with its pod"),
    broker: { ...part("broker"), wipe: refuse("the broker's disk is not ours to empty") },
    store: part("store"),
    network: { cut: noNetwork, slow: noNetwork, mend: noNetwork },
    mail: { hang: noMail, answer: noMail },
    async replace(service) {
      await kubectl("rollout", "restart", `deployment/${service}`);
      await kubectl("rollout", "status", `deployment/${service}`, READY_WITHIN);
    },
    keepLogs: async () =>
      `kubectl --namespace ${NAMESPACE} logs --prefix --selector app.kubernetes.io/part-of=millrace`,
    close: () => Promise.resolve(),
  };
}

const serverVersion = (text: string): string =>
  (JSON.parse(text) as { serverVersion?: { gitVersion: string } }).serverVersion?.gitVersion ?? "";

async function podsOf(kubectl: Kubectl, program: string): Promise<string[]> {
  const names = await kubectl("get", "pods", "--selector", `${NAME}=${program}`, "--output", "name");
  return names.split("\n").filter((name) => name !== "");
}
async function killPods(kubectl: Kubectl, program: string): Promise<void> {
  const pods = await podsOf(kubectl, program);
  if (pods.length > 0) await kubectl("delete", "--grace-period=0", "--force", ...pods);
}
/** One of those that are there; a service that sleeps has none. */
async function killOne(kubectl: Kubectl, service: string): Promise<void> {
  const pods = await podsOf(kubectl, service);
  if (pods.length > 0) await kubectl("delete", "--grace-period=0", "--force", pick(Math.random, pods));
}
/** The autoscaler holds it at zero; one that it does not scale is scaled here. */
async function putToSleep(kubectl: Kubectl, service: string): Promise<void> {
  const scaled = await kubectl("get", "scaledobjects", service, "--ignore-not-found", "--output", "name");
  if (scaled) await kubectl("annotate", "--overwrite", scaled, `${PAUSED}=0`);
  else await kubectl("scale", `deployment/${service}`, "--replicas=0");
  while ((await podsOf(kubectl, service)).length > 0) await sleep(LOOK_EVERY);
}
async function wake(kubectl: Kubectl, service: string): Promise<void> {
  const scaled = await kubectl("get", "scaledobjects", service, "--ignore-not-found", "--output", "name");
  if (scaled) await kubectl("annotate", scaled, `${PAUSED}-`);
  else await kubectl("scale", `deployment/${service}`, "--replicas=1");
  await kubectl("rollout", "status", `deployment/${service}`, READY_WITHIN);
}

interface Deployments {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status?: { readonly readyReplicas?: number };
  }[];
}
async function replicasIn(kubectl: Kubectl): Promise<Record<string, number>> {
  const { items } = JSON.parse(await kubectl("get", "deployments", "--output", "json")) as Deployments;
  const known = new Set(declarations.map(({ name }) => name));
  return Object.fromEntries(
    items
      .filter(({ metadata }) => known.has(metadata.name))
      .map(({ metadata, status }) => [metadata.name, status?.readyReplicas ?? 0]),
  );
}
