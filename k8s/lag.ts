// What still waits in the broker for services that are scaled by it: the numbers that the autoscaler itself looks at.
import { kubectl } from "./cluster.ts";

interface ScaledObject {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly externalMetricNames?: readonly string[] };
}
interface MetricValues {
  readonly items: readonly { readonly value: string }[];
}
/** Kubernetes writes thousandths as `250m`. */
const numberIn = (value: string): number => (value.endsWith("m") ? Number(value.slice(0, -1)) / 1_000 : Number(value));
/** Those of topics; others tell of the store, of requests, and of the time. */
const isOfBroker = (metric: string, broker: string): boolean => metric.includes(`-${broker}-`) && !metric.includes("{");

const MARK: Readonly<Record<string, string>> = { redis: "redis-streams", rabbitmq: "rabbitmq", kafka: "kafka" };

/** Service -> how many events wait for it in the broker; those for whom nothing waits are left out. */
export function waitingIn(broker: string, namespace: string): ReadonlyMap<string, number> {
  const { items } = JSON.parse(kubectl(["-n", namespace, "get", "scaledobjects", "-o", "json"])) as {
    items: readonly ScaledObject[];
  };
  const waiting = new Map<string, number>();
  for (const { metadata, status } of items)
    for (const metric of status?.externalMetricNames ?? [])
      if (isOfBroker(metric, MARK[broker] ?? broker)) {
        const selector = encodeURIComponent(`scaledobject.keda.sh/name=${metadata.name}`);
        const path = `/apis/external.metrics.k8s.io/v1beta1/namespaces/${namespace}/${metric}?labelSelector=${selector}`;
        const values = JSON.parse(kubectl(["get", "--raw", path])) as MetricValues;
        const count = values.items.reduce((sum, { value }) => sum + numberIn(value), 0);
        if (count > 0) waiting.set(metadata.name, (waiting.get(metadata.name) ?? 0) + count);
      }
  return waiting;
}
