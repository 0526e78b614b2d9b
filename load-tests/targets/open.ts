// Opens a target by its name.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { clusterTarget } from "./cluster.ts";
import { selfHostedTarget } from "./self-hosted.ts";
import type { Needs, Target, TargetKind } from "./target.ts";

export interface OpenOptions {
  readonly broker: Broker;
  readonly needs: Needs;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}
export function openTarget(kind: TargetKind, options: OpenOptions): Promise<Target> {
  return kind === "cluster" ? clusterTarget(options) : selfHostedTarget(options);
}
