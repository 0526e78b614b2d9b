// What tests see and do in the cluster, through its API.
import { PassThrough } from "node:stream";
import { AppsV1Api, CoreV1Api, Exec, KubeConfig, type V1Pod, type V1Status } from "@kubernetes/client-node";
import { askAgain } from "#load-tests/targets/ask-again.ts";

export const namespace = process.env["NAMESPACE"] || "millrace";

const config = new KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(CoreV1Api);
const apps = config.makeApiClient(AppsV1Api);

/** Milliseconds; a pod that goes meanwhile says no more, and not that it does. */
const LONGEST_RUN = 60_000;

export async function secret(name: string, key: string): Promise<string> {
  const { data = {} } = await askAgain(() => core.readNamespacedSecret({ name, namespace }));
  return Buffer.from(data[key] ?? "", "base64").toString();
}

/** Also those that are leaving. */
export async function allPodsOf(program: string): Promise<readonly V1Pod[]> {
  const labelSelector = `app.kubernetes.io/name=${program}`;
  return (await askAgain(() => core.listNamespacedPod({ namespace, labelSelector }))).items;
}
/** Those that stay. */
export const podsOf = async (program: string): Promise<readonly V1Pod[]> =>
  (await allPodsOf(program)).filter(({ metadata }) => !metadata?.deletionTimestamp);

const isReady = ({ status }: V1Pod): boolean =>
  status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false;
/** One that is ready, where there is one. */
export async function onePodOf(program: string): Promise<V1Pod> {
  const pods = await podsOf(program);
  const pod = pods.find(isReady) ?? pods[0];
  if (!pod) throw new Error(`${program} has no pod.`);
  return pod;
}

/** When it was made, got a node, and was ready: what a replica that came late has waited for. */
export function storyOf({ metadata, status }: V1Pod): string {
  const timeOf = (moment: Date | undefined): string => moment?.toISOString().slice(11, 19) ?? "never";
  const condition = (wanted: string): string =>
    timeOf(status?.conditions?.find(({ type, status: is }) => type === wanted && is === "True")?.lastTransitionTime);
  const restarts = status?.containerStatuses?.reduce((sum, { restartCount }) => sum + restartCount, 0) ?? 0;
  const times = `made ${timeOf(metadata?.creationTimestamp)}, on a node ${condition("PodScheduled")}, ready ${condition("Ready")}`;
  return `${metadata?.name ?? ""}: ${times}, ${restarts} restarts.`;
}

export interface Replicas {
  readonly wanted: number;
  readonly ready: number;
}
export async function replicasOf(program: string): Promise<Replicas> {
  const read = () => apps.readNamespacedDeployment({ name: program, namespace });
  const { spec, status } = await askAgain(read);
  return { wanted: spec?.replicas ?? 0, ready: status?.readyReplicas ?? 0 };
}

/** Whether there is a server of this name, such as those of the layer that looks at the platform. */
export async function hasServer(name: string): Promise<boolean> {
  const fieldSelector = `metadata.name=${name}`;
  const { items } = await askAgain(() => apps.listNamespacedStatefulSet({ namespace, fieldSelector }));
  return items.length > 0;
}

/** Without grace, of which the kubelet makes a second or two: work that takes longer is broken off. */
export async function killPod({ metadata }: V1Pod): Promise<void> {
  const { name = "", uid } = metadata ?? {};
  await askAgain(async () => {
    const { items } = await core.listNamespacedPod({ namespace, fieldSelector: `metadata.name=${name}` });
    const isThere = items.some((pod) => pod.metadata?.uid === uid && !pod.metadata?.deletionTimestamp);
    if (isThere) await core.deleteNamespacedPod({ name, namespace, gracePeriodSeconds: 0 });
  });
}

export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a program of JavaScript, which is harmless when repeated, in a pod's container, with its environment; in that of `pod`, or of any. */
export const runIn = (program: string, script: string, pod?: V1Pod): Promise<Outcome> =>
  askAgain(async () => runOnce(pod ?? (await onePodOf(program)), program, script));

function runOnce({ metadata }: V1Pod, container: string, script: string): Promise<Outcome> {
  const stdout = new PassThrough();
  let output = "";
  stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const command = ["node", "--input-type=module", "-e", script];
  const name = metadata?.name ?? "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} has not ended what it runs: ${output}`)), LONGEST_RUN);
    const ended = ({ status }: V1Status): void => {
      clearTimeout(late);
      resolve({ succeeded: status === "Success", output: output.trim() });
    };
    new Exec(config)
      .exec(namespace, name, container, command, stdout, stdout, null, false, ended)
      .catch((error: unknown) => {
        clearTimeout(late);
        reject(error);
      });
  });
}
