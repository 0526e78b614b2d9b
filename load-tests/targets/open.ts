// Opens a target by its name.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { selfHostedTarget } from "./self-hosted.ts";
import type { Needs, Target, TargetKind } from "./target.ts";

export interface OpenOptions {
  readonly broker: Broker;
  readonly needs: Needs;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}
/** Throws for one that is not there. */
export function openTarget(kind: TargetKind, options: OpenOptions): Promise<Target> {
  if (kind === "self-hosted") return selfHostedTarget(options);
  throw new Error("The cluster is no target yet: experiments run on TARGET=self-hosted.");
}
