// One topic for each question, so that what blocks one does not change the answer to another.
export const PUBSUB = "pubsub";
export const TOPICS = [
  "troubles",
  "asking",
  "hopeless",
  "refusing",
  "slow",
  "copies",
  "first",
  "forged",
  "rough",
] as const;
/** Kafka makes it at the first event where it may, as the others do. */
export const UNDECLARED = "NobodyDeclaresThis";
export type Topic = (typeof TOPICS)[number];
