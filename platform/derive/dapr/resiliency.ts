// How long a sidecar tries again by itself. Without this policy it hands an event over once, and on Redis drops what failed.
import { SECOND } from "../../declare/duration.ts";
import { PUBSUB, type Resource, resource } from "./resource.ts";

/** Steady, so that its end is known: it must last longer than it takes to notice that the app is gone. */
const UNREACHABLE_APP = { pause: SECOND / 2, retries: 160 };
/** Milliseconds for which a sidecar tries. */
export const RETRIED_FOR = UNREACHABLE_APP.pause * UNREACHABLE_APP.retries;

/**
 * For a whole bulk, of which all is sent again when it takes longer: on a broker that takes one event after the other, a short time
 * would double the work of one that is busy. The runtime tries again by itself, so once is enough.
 */
const PUBLISHING_WITHIN = "20s";

/**
 * Handlers that fail are retried by the runtime, which parks the event; this is only for an app that cannot be reached.
 * There is no circuit breaker: one is shared by both directions, so failing handlers would stop the publishing.
 */
export const resiliency = (pubsubs: readonly string[] = [PUBSUB]): Resource =>
  resource("Resiliency", PUBSUB, {
    policies: {
      timeouts: { publishing: PUBLISHING_WITHIN },
      retries: {
        unreachableApp: {
          policy: "constant",
          duration: `${UNREACHABLE_APP.pause}ms`,
          maxRetries: UNREACHABLE_APP.retries,
        },
        unreachableBroker: { policy: "constant", duration: "200ms", maxRetries: 1 },
      },
    },
    targets: {
      components: Object.fromEntries(
        pubsubs.map((name) => [
          name,
          {
            inbound: { retry: "unreachableApp" },
            outbound: { retry: "unreachableBroker", timeout: "publishing" },
          },
        ]),
      ),
    },
  });
