// How long each step of a pod's orderly end may take; the steps only fit together as a whole.

/** The app goes on answering until no proxy sends it requests any more. */
const LEAVE = 5;
/** The runtime ends itself after this time at the latest. */
const DRAIN = 7;
/** A sidecar first stops its subscriptions and waits for what is in hand; this is its own limit. */
const SUBSCRIPTIONS = 30;

export const ENDING = {
  leave: LEAVE,
  /** The sidecar takes no more events, but still publishes for as long as the service can last. */
  block: LEAVE + DRAIN + 1,
  /** Shorter than the sidecar's retries, so that it never gives up an event because its app has ended. */
  sidecar: 5,
} as const;

export const TERMINATION_GRACE = SUBSCRIPTIONS + ENDING.block + ENDING.sidecar;
