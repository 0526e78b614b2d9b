// A broker that the runner can start, end and empty, whatever it is.
import type { ServiceDeclaration } from "#platform/declare/service.ts";

export interface BrokerContext {
  readonly declarations: readonly ServiceDeclaration[];
  /** For data and logs. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
export interface RunningBroker {
  /** As its component needs it. */
  readonly address: string;
  /** host:port of its own figures, where it shows any. */
  readonly metrics?: string;
  /** Of its process, where it is one of ours. */
  pid(): number | undefined;
  /** Starts it, when it does not run, with everything in it that must be there before a service starts. */
  start(): Promise<void>;
  /** Puts in what these need too, now and whenever it starts anew. */
  extend(declarations: readonly ServiceDeclaration[]): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** It forgets everything, and is there again. */
  wipe(): Promise<void>;
  /** Ends it and leaves nothing behind. */
  close(): Promise<void>;
}

/** One that somebody else runs: we only put into it what is needed. */
export function foreignBroker(
  address: string,
  declarations: readonly ServiceDeclaration[],
  prepare: (declarations: readonly ServiceDeclaration[]) => Promise<void>,
): RunningBroker {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error(`The broker at ${address} is not ours to stop or empty.`));
  return {
    address,
    pid: () => undefined,
    start: () => prepare(declarations),
    extend: prepare,
    stop: refuse,
    kill: refuse,
    wipe: refuse,
    close: () => Promise.resolve(),
  };
}
