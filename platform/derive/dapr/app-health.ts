// When a sidecar takes its app for gone: it then gives up its subscriptions, so that other replicas get the events.
// Until then it holds what it has and tries again. That is the better way: on Redis a subscription that is given up leaves
// workers behind that wait for ever (those of bulk subscriptions, Dapr 1.18), and on Kafka taking it up again takes long.
import { SECOND } from "../../declare/duration.ts";

export const APP_HEALTH = {
  path: "/health/app",
  /** Seconds between two probes. */
  interval: 1,
  /** Failed probes in a row: enough for a restart of the app or its store, and fewer than the sidecar's own retries last. */
  threshold: 60,
} as const;

/** Milliseconds until it notices. */
export const NOTICED_AFTER = APP_HEALTH.interval * APP_HEALTH.threshold * SECOND;
