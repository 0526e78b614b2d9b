// A release in a cluster as a target: pods are ended, held at zero and replaced through the cluster's API. It has to be deployed with FAULTS=on.
import { pick } from "#platform/simulate/seeded-random.ts";
import { declarations } from "#services/declarations.ts";
import { until } from "#tools/self-hosted/wait.ts";
import { askAgain } from "./ask-again.ts";
import { ClusterApi } from "./cluster-api.ts";
import { untilFewest } from "./fewest-replicas.ts";
import type { OpenOptions } from "./open.ts";
import { swapBroker } from "./swap-broker.ts";
import type { Target } from "./target.ts";
import { generatorVersion, versionsIn } from "./versions.ts";

const WAIT = { timeout: 300_000, every: 500 } as const;
const services = declarations.map(({ name }) => name);
const fewest = new Map(declarations.map(({ name, scale }) => [name, scale.min]));
const refuse = (what: string) => (): Promise<never> => Promise.reject(new Error(`In a cluster ${what}.`));

export async function clusterTarget({ broker, needs, say, signal }: OpenOptions): Promise<Target> {
  if (needs.environment)
    throw new Error("A release has its own variables: deploy it with those that this experiment needs.");
  const { NAMESPACE = "millrace", URL: url = "http://127.0.0.1" } = process.env;
  const api = new ClusterApi(NAMESPACE);
  const brokers = await api.serversOf("broker");
  if (!brokers.includes(broker))
    throw new Error(`In ${NAMESPACE} runs ${brokers.join(" and ") || "no broker"}; BROKER=${broker} is not there.`);
  const pods = new Pods(api);
  const part = (name: string) => ({
    kill: async () => void (await pods.kill(name)),
    start: () => pods.untilReady(name, 1),
  });
  async function replicas(): Promise<Readonly<Record<string, number>>> {
    const found = await api.replicas();
    return Object.fromEntries(services.map((name) => [name, found.get(name) ?? 0]));
  }
  if (needs.fewestReplicas) {
    say("Waiting until no service has more replicas than it needs at rest.");
    await untilFewest({ replicas, fewest, ...WAIT, signal });
  }
  const versions = { broker, kubernetes: await api.version(), ...versionsIn(await api.images()) };
  const held = new Set<string>();
  async function letGo(service: string): Promise<void> {
    await api.hold(service, undefined);
    held.delete(service);
  }
  const noMail = refuse("the mail server cannot be made to hang");
  const noNetwork = refuse("the network is not ours to break");
  return {
    kind: "cluster",
    url,
    administratorToken: await api.secret("administrator", "token"),
    services,
    versions: { ...versions, node: process.version, k6: generatorVersion() },
    replicas,
    kill: (service) => pods.kill(service),
    async stop(service) {
      held.add(service);
      await api.hold(service, 0);
      await until(async () => (await api.pods(service)).length === 0, { what: `${service} to go`, ...WAIT });
    },
    async start(service) {
      await letGo(service);
      // One that may sleep is woken by whoever looks into its books every second.
      await pods.untilReady(service, Math.max(1, fewest.get(service) ?? 0, await api.wantedReplicas(service)));
    },
    killSidecar: refuse("a sidecar ends with its pod"),
    broker: {
      ...part(broker),
      wipe: refuse("the broker's disk is not ours to empty"),
      swap: () => swapBroker({ api, broker, namespace: NAMESPACE, url, say }),
    },
    store: part("store"),
    network: { cut: noNetwork, slow: noNetwork, mend: noNetwork },
    mail: {
      hang: noMail,
      answer: noMail,
      arrived: (moment) => api.messageIds(moment),
    },
    async replace(service) {
      await api.replace(service);
      await until(() => api.isReplaced(service), { what: `new pods of ${service}`, ...WAIT });
    },
    keepLogs: async () =>
      `kubectl --namespace ${NAMESPACE} logs --prefix --selector app.kubernetes.io/part-of=millrace`,
    async close() {
      await Promise.all([...held].map(letGo));
    },
  };
}

/** A pod that was killed may seem to be ready for a moment more; so it is remembered. */
class Pods {
  readonly #api: ClusterApi;
  readonly #killed = new Set<string>();

  constructor(api: ClusterApi) {
    this.#api = api;
  }
  /** One of those that are there; false when there is none, as of a service that sleeps. */
  async kill(program: string): Promise<boolean> {
    const staying = (await this.#api.pods(program)).filter(({ isLeaving }) => !isLeaving);
    if (staying.length === 0) return false;
    const victim = pick(Math.random, staying);
    this.#killed.add(victim.uid);
    const isThere = async (): Promise<boolean> =>
      (await this.#api.pods(program)).some(({ uid, isLeaving }) => uid === victim.uid && !isLeaving);
    // A server's next pod has the name of the one before, and must not be killed for an answer that was lost.
    await askAgain(async () => {
      if (await isThere()) await this.#api.kill(victim);
    });
    return true;
  }
  async untilReady(program: string, replicas: number): Promise<void> {
    const isThere = async (): Promise<boolean> => {
      const ready = (await this.#api.pods(program)).filter(
        ({ uid, isReady, isLeaving }) => isReady && !isLeaving && !this.#killed.has(uid),
      );
      return ready.length >= replicas;
    };
    await until(isThere, { what: `${replicas} pods of ${program}`, ...WAIT });
  }
}
