// What tests see and do in the cluster, through its API.
import { PassThrough } from "node:stream";
import { AppsV1Api, CoreV1Api, Exec, KubeConfig, type V1Pod, type V1Status } from "@kubernetes/client-node";

export const namespace = process.env["NAMESPACE"] || "millrace";

const config = new KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(CoreV1Api);
const apps = config.makeApiClient(AppsV1Api);

export async function secret(name: string, key: string): Promise<string> {
  const { data = {} } = await core.readNamespacedSecret({ name, namespace });
  return Buffer.from(data[key] ?? "", "base64").toString();
}

/** Also those that are leaving. */
export async function allPodsOf(program: string): Promise<readonly V1Pod[]> {
  const labelSelector = `app.kubernetes.io/name=${program}`;
  return (await core.listNamespacedPod({ namespace, labelSelector })).items;
}
/** Those that stay. */
export const podsOf = async (program: string): Promise<readonly V1Pod[]> =>
  (await allPodsOf(program)).filter(({ metadata }) => !metadata?.deletionTimestamp);

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
  const { spec, status } = await apps.readNamespacedDeployment({ name: program, namespace });
  return { wanted: spec?.replicas ?? 0, ready: status?.readyReplicas ?? 0 };
}

/** Whether there is a server of this name, such as those of the layer that looks at the platform. */
export async function hasServer(name: string): Promise<boolean> {
  const { items } = await apps.listNamespacedStatefulSet({ namespace, fieldSelector: `metadata.name=${name}` });
  return items.length > 0;
}

/** Without grace, of which the kubelet makes a second or two: work that takes longer is broken off. */
export async function killPod({ metadata }: V1Pod): Promise<void> {
  await core.deleteNamespacedPod({ name: metadata?.name ?? "", namespace, gracePeriodSeconds: 0 });
}

export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a program of JavaScript in a pod's container, with its environment. */
export async function runIn(program: string, script: string): Promise<Outcome> {
  const [pod] = await podsOf(program);
  if (!pod) throw new Error(`${program} has no pod.`);
  const stdout = new PassThrough();
  let output = "";
  stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const command = ["node", "--input-type=module", "-e", script];
  const name = pod.metadata?.name ?? "";
  return new Promise((resolve, reject) => {
    const ended = ({ status }: V1Status) => resolve({ succeeded: status === "Success", output: output.trim() });
    new Exec(config).exec(namespace, name, program, command, stdout, stdout, null, false, ended).catch(reject);
  });
}
