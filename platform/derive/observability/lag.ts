// How far a consumer is behind, as Prometheus computes it: what publishers have committed less what the consumer has seen.
export const LAG = "millrace:lag";
/** The same of all its topics together. */
export const LAG_OF_SERVICE = "millrace:service_lag";

/** Replicas of a service tell the same counts of their common store, so one of them is enough. */
export const LAG_EXPRESSION =
  "clamp_min(max by (service, topic) (millrace_seen_total) * -1 + on (topic) group_left max by (topic) (millrace_committed_total), 0)";

/** What a service has seen, and what has been committed: also of those that sleep, as far as they were last heard of. */
export const SEEN = "millrace:seen";
export const COMMITTED = "millrace:committed";
const kept = (record: string, told: string): string => `${told} or last_over_time(${record}[1d])`;
export const SEEN_EXPRESSION = kept(SEEN, "max by (service, topic) (millrace_seen_total)");
export const COMMITTED_EXPRESSION = kept(COMMITTED, "max by (topic) (millrace_committed_total)");
