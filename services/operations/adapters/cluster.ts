// Services as Kubernetes runs them: replicas of Deployments, their most by the autoscaler, and the end of a pod.
import { Problem } from "#contracts/problems.ts";
import type { ServiceView } from "../domain/service-view.ts";
import type { Cluster } from "../ports.ts";
import type { ApiAnswer, AskApi } from "./cluster-api.ts";
import { remembered } from "./remembered.ts";

interface Deployment {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly replicas: number };
  readonly status: { readonly readyReplicas?: number };
}
interface Autoscaler {
  readonly spec: { readonly scaleTargetRef: { readonly name: string }; readonly maxReplicas: number };
}
interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
}
const FORBIDDEN = 403;
/** Milliseconds: every open control room asks again and again, and each time would cost the cluster two lists. */
const REMEMBERED = 1_000;

export function openCluster(namespace: string, ask: AskApi): Cluster {
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  const listed = remembered(
    (): Promise<[readonly Deployment[], readonly Autoscaler[]]> =>
      Promise.all([
        ask("GET", `/apis/apps/v1/namespaces/${namespace}/deployments`).then(itemsOf),
        ask("GET", `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`).then(itemsOf),
      ]),
    REMEMBERED,
  );
  return {
    async services(names) {
      const [deployments, autoscalers] = await listed();
      const most = new Map(autoscalers.map(({ spec }) => [spec.scaleTargetRef.name, spec.maxReplicas]));
      const known = new Map(deployments.map((deployment) => [deployment.metadata.name, deployment]));
      return names.map((name) => viewOf(name, known.get(name), most.get(name)));
    },
    async killReplica(service) {
      const found: readonly Pod[] = await ask("GET", `${pods}?labelSelector=app.kubernetes.io/name%3D${service}`).then(
        itemsOf,
      );
      const [first] = found.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      if (!first) return undefined;
      const { name } = first.metadata;
      // One second is the shortest that still waits for the containers' end.
      const answer = await ask("DELETE", `${pods}/${name}?gracePeriodSeconds=1`);
      if (answer.status === FORBIDDEN)
        throw new Problem("not-supported-here", {
          detail: "Replicas are killed from here only where FAULTS=on is set.",
        });
      succeeded(answer);
      return name;
    },
  };
}

function viewOf(name: string, deployment: Deployment | undefined, most: number | undefined): ServiceView {
  if (!deployment) return { name, state: "unknown" };
  const { replicas: wanted } = deployment.spec;
  const replicas = { ready: deployment.status.readyReplicas ?? 0, wanted, most: most ?? wanted };
  return { name, state: wanted === 0 ? "asleep" : "running", replicas };
}

const itemsOf = (answer: ApiAnswer) => succeeded(answer).items;

function succeeded({ status, body }: ApiAnswer) {
  if (status >= 300) throw new Error(`The Kubernetes API answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
