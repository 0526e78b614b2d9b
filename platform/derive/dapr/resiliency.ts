// How long a sidecar tries again by itself. Without this policy it hands an event over once, and on Redis drops what failed.
import { SECOND } from "../../declare/duration.ts";
import { PUBSUB, type Resource, resource } from "./resource.ts";

interface Growth {
  /** Dapr's own, which its files cannot change: half a second, half as much more each time, up or down by half. */
  readonly first: number;
  readonly factor: number;
  readonly spread: number;
  readonly longest: number;
  readonly retries: number;
}
const UNREACHABLE_APP: Growth = { first: SECOND / 2, factor: 1.5, spread: 0.5, longest: 2 * SECOND, retries: 8 };

/** Milliseconds that all waits together take: at least, and at most. */
export function retryTime({ first, factor, spread, longest, retries }: Growth = UNREACHABLE_APP) {
  const waits = Array.from({ length: retries }, (_, at) => Math.min(first * factor ** at, longest));
  const sum = waits.reduce((total, wait) => total + wait, 0);
  return { shortest: sum * (1 - spread), longest: sum * (1 + spread) };
}

/**
 * Handlers that fail are retried by the runtime, which parks the event; this is only for an app that cannot be reached.
 * There is no circuit breaker: one is shared by both directions, so failing handlers would stop the publishing.
 */
export const resiliency = (): Resource =>
  resource("Resiliency", PUBSUB, {
    policies: {
      timeouts: { publishing: "10s" },
      retries: {
        unreachableApp: {
          policy: "exponential",
          maxInterval: `${UNREACHABLE_APP.longest / SECOND}s`,
          maxRetries: UNREACHABLE_APP.retries,
        },
        unreachableBroker: { policy: "constant", duration: "200ms", maxRetries: 3 },
      },
    },
    targets: {
      components: {
        [PUBSUB]: {
          inbound: { retry: "unreachableApp" },
          outbound: { retry: "unreachableBroker", timeout: "publishing" },
        },
      },
    },
  });
