// What a container asks for and what it may take at most.
import { k8s } from "cdk8s-plus-27";

export interface Needs {
  readonly cpu: string;
  readonly memory: string;
  readonly mostCpu: string;
  readonly mostMemory: string;
}

/**
 * A service: idle it takes next to nothing; in a burst, what one processor gives. It asks for as little as it takes when idle, so that
 * all of them, and many more replicas of one, find room on a node of two processors.
 */
export const SERVICE: Needs = { cpu: "10m", memory: "80Mi", mostCpu: "1", mostMemory: "256Mi" };
/** Where customers wait for an answer: when processors are scarce, what is asked for is the share that one gets. */
export const FOREGROUND_SERVICE: Needs = { ...SERVICE, cpu: "100m" };
/** A third more than its GOMEMLIMIT, which leaves out what is not Go's: with a backlog on Kafka sidecars were ended at 256Mi. */
export const SIDECAR: Needs = { cpu: "10m", memory: "64Mi", mostCpu: "1", mostMemory: "384Mi" };
export const SMALL_PROGRAM: Needs = { cpu: "10m", memory: "48Mi", mostCpu: "500m", mostMemory: "128Mi" };

const quantity = (text: string) => k8s.Quantity.fromString(text);
/** For logs and temporary files. */
const DISK = "64Mi";
const MOST_DISK = "256Mi";

export const resourcesOf = ({ cpu, memory, mostCpu, mostMemory }: Needs): k8s.ResourceRequirements => ({
  requests: { cpu: quantity(cpu), memory: quantity(memory), "ephemeral-storage": quantity(DISK) },
  limits: { cpu: quantity(mostCpu), memory: quantity(mostMemory), "ephemeral-storage": quantity(MOST_DISK) },
});
