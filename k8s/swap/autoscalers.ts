// Holds a release's autoscalers while its programs are replaced: each service keeps the replicas that it has.
import { kubectl } from "../cluster.ts";

const PAUSED = "autoscaling.keda.sh/paused";
const ALL = ["scaledobjects.keda.sh", "--all"];
const WITHIN = "--timeout=60s";

export function holdAutoscalers(namespace: string): void {
  kubectl(["-n", namespace, "annotate", "--overwrite", ...ALL, `${PAUSED}=true`]);
  kubectl(["-n", namespace, "wait", ...ALL, "--for=condition=Paused", WITHIN]);
}

/** Harmless where nobody holds them. */
export const letAutoscalersGo = (namespace: string): string =>
  kubectl(["-n", namespace, "annotate", "--overwrite", ...ALL, `${PAUSED}-`]);
