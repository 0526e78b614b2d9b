// A running platform that may be broken: what every experiment needs, wherever the platform runs.
import type { Broker } from "#platform/derive/dapr/brokers.ts";

export const TARGETS = ["self-hosted", "cluster"] as const;
export type TargetKind = (typeof TARGETS)[number];

/** What an experiment needs of the platform before it starts. */
export interface Needs {
  /** Variables of the platform's processes. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The service whose way to the broker can be cut and slowed. */
  readonly breakableNetwork?: string;
  /** No service has more replicas than it needs when there is nothing to do; what came before may have left some. */
  readonly fewestReplicas?: boolean;
}
interface Part {
  kill(): Promise<void>;
  /** It is there again, with what it had stored. */
  start(): Promise<void>;
}
export interface Target {
  readonly kind: TargetKind;
  readonly url: string;
  readonly administratorToken: string;
  readonly services: readonly string[];
  /** Of what it runs on, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Replicas that answer, by service. */
  replicas(): Promise<Readonly<Record<string, number>>>;
  /**
   * Ends one replica in the middle of whatever it does, by SIGKILL or, in a cluster, with the second or two that a pod gets at least;
   * false when there was none, as of a service that sleeps.
   */
  kill(service: string): Promise<boolean>;
  /** Ends all replicas in order; they stay away. */
  stop(service: string): Promise<void>;
  /** Until it answers, and hears its events. */
  start(service: string): Promise<void>;
  killSidecar(service: string): Promise<void>;
  readonly broker: Part & {
    /** It forgets everything, and is there again. */
    wipe(): Promise<void>;
    /** Another one takes its place while requests come; its name. */
    swap(): Promise<Broker>;
  };
  readonly store: Part;
  /** Between one service and the broker. */
  readonly network: {
    cut(): Promise<void>;
    /** In each direction. */
    slow(milliseconds: number): Promise<void>;
    mend(): Promise<void>;
  };
  readonly mail: {
    hang(): Promise<void>;
    answer(): Promise<void>;
    /** Message-IDs of all mails that have come since `moment` (milliseconds since 1970), in their order; undefined where nobody counts. Rejects where somebody does, and cannot say it. */
    arrived(moment: number): Promise<readonly string[] | undefined>;
  };
  /** Another version of a service takes the place of this one, replica by replica; only where there are replicas. */
  replace(service: string): Promise<void>;
  /** Keeps the logs, and says where. */
  keepLogs(): Promise<string>;
  close(): Promise<void>;
}
