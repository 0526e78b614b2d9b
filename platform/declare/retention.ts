// How long something is remembered, by what it is; how long each kind lasts is said where the service runs (FINISHED_KEPT=90d).
export type Retention = "finished" | "tombstone" | "report";

/** What has ended, so that people can look it up, and late and repeated facts about it are recognised. */
export const FINISHED_KEPT = { keepFor: "finished" } as const;
/** Only that something was given up before it was known, so that it is not begun when it is heard of. */
export const TOMBSTONE_KEPT = { keepFor: "tombstone" } as const;
/** What running replicas tell of themselves, for those who watch. */
export const REPORT_KEPT = { keepFor: "report" } as const;
