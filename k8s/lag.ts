// What still waits in the broker for services that are scaled by it: the numbers that the autoscaler itself looks at.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Broker } from "#platform/derive/dapr/brokers.ts";

interface ScaledObject {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly externalMetricNames?: readonly string[] };
}
interface MetricValues {
  readonly items?: readonly { readonly value: string }[];
}
/** In the name of a topic's metric; others tell of the store, of requests, and of the time. */
const MARK: Readonly<Record<Broker, string>> = { redis: "-redis-streams-", rabbitmq: "-rabbitmq-", kafka: "-kafka-" };
/** Kubernetes writes thousandths as `250m`. */
const numberIn = (value: string): number => (value.endsWith("m") ? Number(value.slice(0, -1)) / 1_000 : Number(value));

export class Lag {
  readonly #proxy: ChildProcess;
  readonly #url: string;

  private constructor(proxy: ChildProcess, url: string) {
    this.#proxy = proxy;
    this.#url = url;
  }
  /** One way to the cluster for hundreds of questions. */
  static async open(): Promise<Lag> {
    const proxy = spawn("kubectl", ["proxy", "--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(proxy.stdout, "data")) as [Buffer];
    const [, address] = /on (\S+)/.exec(line.toString()) ?? [];
    if (!address) throw new Error(`kubectl proxy said: ${line.toString()}`);
    return new Lag(proxy, `http://${address}`);
  }
  /** Service -> how many events wait for it in the broker; those for whom nothing waits are left out. */
  async waitingIn(broker: Broker, namespace: string): Promise<ReadonlyMap<string, number>> {
    const objects = `/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects`;
    const { items } = await this.#get<{ readonly items: readonly ScaledObject[] }>(objects);
    const counted = items.map(async ({ metadata: { name }, status }) => {
      let count = 0;
      for (const metric of status?.externalMetricNames ?? [])
        if (metric.includes(MARK[broker])) count += await this.#valueOf(metric, name, namespace);
      return [name, count] as const;
    });
    return new Map((await Promise.all(counted)).filter(([, count]) => count > 0));
  }
  close(): void {
    this.#proxy.kill();
  }

  async #valueOf(metric: string, service: string, namespace: string): Promise<number> {
    const selector = encodeURIComponent(`scaledobject.keda.sh/name=${service}`);
    const path = `/apis/external.metrics.k8s.io/v1beta1/namespaces/${namespace}/${metric}?labelSelector=${selector}`;
    const { items = [] } = await this.#get<MetricValues>(path);
    return items.reduce((sum, { value }) => sum + numberIn(value), 0);
  }
  async #get<T>(path: string): Promise<T> {
    const response = await fetch(this.#url + path);
    if (!response.ok) throw new Error(`GET ${path} answers ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}
