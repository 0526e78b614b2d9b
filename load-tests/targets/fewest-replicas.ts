// Whether anybody is scaled can be seen only from a platform in which nobody is: what came before may have left replicas.
import { until } from "#tools/self-hosted/wait.ts";

interface Waiting {
  readonly replicas: () => Promise<Readonly<Record<string, number>>>;
  /** By service; one that may sleep may also be awake. */
  readonly fewest: ReadonlyMap<string, number>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly every?: number;
  readonly signal?: AbortSignal | undefined;
}
export async function untilFewest({ replicas, fewest, timeout, every = 1_000, signal }: Waiting): Promise<void> {
  let scaled: string[] = [];
  const isNobodyScaled = async (): Promise<boolean> => {
    const found = Object.entries(await replicas());
    scaled = found.filter(([name, count]) => count > Math.max(1, fewest.get(name) ?? 0)).map(([name]) => name);
    return scaled.length === 0;
  };
  const isHopeless = (): boolean => signal?.aborted === true;
  const waiting = { what: "The platform with its fewest replicas", timeout, every, isHopeless };
  await until(isNobodyScaled, waiting).catch((cause: Error) => {
    signal?.throwIfAborted();
    const who = scaled.join(", ") || "Nobody says which services";
    throw new Error(`${who} still had more replicas than at rest after ${timeout / 1_000} s.`, { cause });
  });
}
