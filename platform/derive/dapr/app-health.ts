// How a sidecar notices that its app cannot take events: it then stops bringing any, and keeps what it still has.
import { SECOND } from "../../declare/duration.ts";

export const APP_HEALTH = {
  path: "/health/app",
  /** Seconds between two probes. */
  interval: 1,
  /** Failed probes in a row: enough for a quick restart, which the sidecar's own retries cover, and fewer than they last. */
  threshold: 5,
} as const;

/** Milliseconds until it notices. */
export const NOTICED_AFTER = APP_HEALTH.interval * APP_HEALTH.threshold * SECOND;
