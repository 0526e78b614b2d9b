// The order of a broker's swap: publishing pauses, while orders are accepted; the old broker is emptied; the new one takes over; and
// what was published since the pause is published again. What fails before that goes back to the old broker in the same way.
import { setImmediate as turn } from "node:timers/promises";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import type { Release } from "../release.ts";

/** What a swap does to a cluster. */
export interface Hands {
  /** Ends when all programs of the release are ready, on its broker. */
  rollOut(release: Release): void;
  /** From now on no service gets more replicas, or fewer. */
  holdAutoscalers(): void;
  letAutoscalersGo(): void;
  /** Whether nobody has anything left to hear from it, once that is so or has not been for a long time. */
  untilEmpty(broker: Broker): Promise<boolean>;
  /** Publishes again what was published so many milliseconds before the swap began, and since. */
  replay(before: number): Promise<void>;
  /** Takes away what only other brokers than that of the release need. */
  removeOtherBrokers(release: Release): void;
  readonly say: (line: string) => void;
}

/** What clocks differ by, and events are on their way; a longer replay is much work for everybody, just when all have started anew. */
export const A_MOMENT = 60_000;
/** What waited in a broker that did not get empty, or was published on one that is taken away again by a swap before this one. */
export const LONG = 600_000;

interface Swap {
  /** As it ran before, on the broker that it had. */
  readonly before: Release;
  readonly after: Release;
  /** Somebody wants no more of it: it goes back. */
  readonly signal: AbortSignal;
}

/** Throws when it went back, or could not. */
export async function swapBroker({ before, after, signal }: Swap, hands: Hands): Promise<void> {
  const { say } = hands;
  /**
   * Triggers that ask a broker which is not there yet, and programs that start all at once, must not add replicas; between the two
   * changes the autoscalers are needed, to wake those for whom something waits in the old broker.
   */
  const change = async (release: Release): Promise<void> => {
    await turn();
    signal.throwIfAborted();
    await changeAnyhow(release);
  };
  const changeAnyhow = async (release: Release): Promise<void> => {
    try {
      hands.holdAutoscalers();
      hands.rollOut(release);
    } finally {
      hands.letAutoscalersGo();
    }
  };

  let isEmpty = false;
  try {
    await change({ ...before, publishing: "paused" });
    say("publishing is paused; orders are accepted");
    isEmpty = await hands.untilEmpty(before.broker);
    await change(after);
  } catch (cause) {
    say(`${(cause as Error).message} Going back to ${before.broker}.`);
    await changeAnyhow(before);
    // Whoever was on the new broker already has published there.
    await hands.replay(LONG);
    hands.removeOtherBrokers(before);
    throw new Error(`${after.broker} did not take over; ${before.broker} carries the events as before.`, { cause });
  }
  await hands.replay(isEmpty ? A_MOMENT : LONG);
  say(`${after.broker} has taken over, and what was published since the pause is published again`);
  hands.removeOtherBrokers(after);
  say(`${before.broker} is gone; its volume is kept`);
}
