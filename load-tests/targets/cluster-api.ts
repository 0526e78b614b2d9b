// What a target asks of the cluster that the kubeconfig names: which pods and replicas there are, and to end, hold or replace them.
import {
  ApiException,
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
  VersionApi,
} from "@kubernetes/client-node";
import { knownSince } from "#tools/audit/arrived.ts";
import { askAgain } from "./ask-again.ts";
import { imagesIn } from "./cluster-images.ts";
import { MAIL_SERVER, messageIdsIn } from "./cluster-mail.ts";

export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly isReady: boolean;
  readonly isLeaving: boolean;
}
const NAME = "app.kubernetes.io/name";
const SCALED_OBJECTS = { group: "keda.sh", version: "v1alpha1", plural: "scaledobjects" } as const;
const HELD = "autoscaling.keda.sh/paused-replicas";
const REPLACED = "kubectl.kubernetes.io/restartedAt";
const MERGE = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);

export class ClusterApi {
  readonly #config: KubeConfig;
  readonly #namespace: string;
  readonly #core: CoreV1Api;
  readonly #apps: AppsV1Api;
  readonly #objects: CustomObjectsApi;
  readonly #version: VersionApi;

  constructor(namespace: string) {
    const config = new KubeConfig();
    config.loadFromDefault();
    this.#config = config;
    this.#namespace = namespace;
    this.#core = config.makeApiClient(CoreV1Api);
    this.#apps = config.makeApiClient(AppsV1Api);
    this.#objects = config.makeApiClient(CustomObjectsApi);
    this.#version = config.makeApiClient(VersionApi);
  }
  async version(): Promise<string> {
    return (await askAgain(() => this.#version.getCode())).gitVersion;
  }
  /** Of what the release stands on. */
  images(): Promise<readonly string[]> {
    return imagesIn(this.#core, this.#apps, this.#namespace);
  }
  async secret(name: string, key: string): Promise<string> {
    const read = () => this.#core.readNamespacedSecret({ name, namespace: this.#namespace });
    const { data = {} } = await askAgain(read);
    return Buffer.from(data[key] ?? "", "base64").toString();
  }
  /** Names of the servers that keep this role. */
  async serversOf(role: string): Promise<string[]> {
    const labelSelector = `app.kubernetes.io/component=${role}`;
    const list = () => this.#apps.listNamespacedStatefulSet({ namespace: this.#namespace, labelSelector });
    const { items } = await askAgain(list);
    return items.map(({ metadata }) => metadata?.name ?? "");
  }
  async pods(program: string): Promise<Pod[]> {
    const labelSelector = `${NAME}=${program}`;
    const list = () => this.#core.listNamespacedPod({ namespace: this.#namespace, labelSelector });
    const { items } = await askAgain(list);
    return items.map(podOf);
  }
  /** Message-IDs of the mails that have come; undefined where there is no mail server of ours. Throws when it cannot say all since then. */
  async messageIds(moment: number): Promise<readonly string[] | undefined> {
    if (!(await askAgain(() => this.replicas())).has(MAIL_SERVER)) return undefined;
    const [pod] = (await this.pods(MAIL_SERVER)).filter(({ isReady, isLeaving }) => isReady && !isLeaving);
    if (!pod) throw new Error(`no pod of ${MAIL_SERVER} is ready`);
    const told = await askAgain(() => messageIdsIn(this.#config, this.#namespace, pod.name));
    const known = knownSince(told, moment);
    if (!known) throw new Error(`${MAIL_SERVER} was started meanwhile, or has forgotten some; start it anew before`);
    return known;
  }
  /** Without grace, which leaves it a moment for an orderly end. */
  async kill({ name }: Pod): Promise<void> {
    await this.#core.deleteNamespacedPod({ name, namespace: this.#namespace, gracePeriodSeconds: 0 });
  }
  /** Replicas that answer, of every Deployment; asked once, as whoever looks again and again does not wait for one look. */
  async replicas(): Promise<ReadonlyMap<string, number>> {
    const { items } = await this.#apps.listNamespacedDeployment({ namespace: this.#namespace });
    return new Map(items.map(({ metadata, status }) => [metadata?.name ?? "", status?.readyReplicas ?? 0]));
  }
  async wantedReplicas(name: string): Promise<number> {
    return (await this.#deployment(name)).spec?.replicas ?? 0;
  }
  async imageOf(name: string): Promise<string> {
    const { spec } = await this.#deployment(name);
    return spec?.template.spec?.containers.find((container) => container.name === name)?.image ?? "";
  }
  /** The autoscaler holds a service at so many replicas, or decides again; one that it does not scale has one. */
  async hold(name: string, replicas: number | undefined): Promise<void> {
    const held = replicas === undefined ? null : String(replicas);
    const body = { metadata: { annotations: { [HELD]: held } } };
    const object = { ...SCALED_OBJECTS, name, namespace: this.#namespace, body };
    const patch = () => this.#objects.patchNamespacedCustomObject(object, MERGE);
    const isScaled = await askAgain(patch).then(() => true, isMissing);
    if (isScaled) return;
    await this.#patch(name, { spec: { replicas: replicas ?? 1 } });
  }
  /** New pods for the old ones, as after an update. */
  async replace(name: string): Promise<void> {
    const template = { metadata: { annotations: { [REPLACED]: new Date().toISOString() } } };
    await this.#patch(name, { spec: { template } });
  }
  async isReplaced(name: string): Promise<boolean> {
    const { metadata, spec, status } = await this.#deployment(name);
    const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status ?? {};
    const isSeen = observedGeneration >= (metadata?.generation ?? 0);
    return isSeen && updatedReplicas === replicas && readyReplicas >= (spec?.replicas ?? 0);
  }
  #deployment(name: string) {
    return askAgain(() => this.#apps.readNamespacedDeployment({ name, namespace: this.#namespace }));
  }
  async #patch(name: string, body: object): Promise<void> {
    await askAgain(() => this.#apps.patchNamespacedDeployment({ name, namespace: this.#namespace, body }, MERGE));
  }
}

/** False when there is no such object; every other error is one. */
function isMissing(error: unknown): false {
  if (error instanceof ApiException && error.code === NOT_FOUND) return false;
  throw error;
}
const NOT_FOUND = 404;
const podOf = ({ metadata, status }: V1Pod): Pod => ({
  name: metadata?.name ?? "",
  uid: metadata?.uid ?? "",
  isReady: status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false,
  isLeaving: metadata?.deletionTimestamp !== undefined,
});
