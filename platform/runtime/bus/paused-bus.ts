// A bus that takes no events, as if the broker were away: what is committed stays in the outbox until publishing goes on.
import type { Bus } from "./port.ts";

/** Events that were published before are still heard, so a broker can be emptied before another one takes its place. */
export const pausedBus = (bus: Bus): Bus => ({
  publish: async () => {
    throw new Error("Publishing is paused (PUBLISHING=paused).");
  },
  subscribe: (subscriber) => bus.subscribe(subscriber),
  doubt: (topic, replay) => bus.doubt?.(topic, replay),
});
