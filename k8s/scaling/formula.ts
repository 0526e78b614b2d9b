// How many replicas a service wants, as one figure: a look at it asks the autoscaler one question, and not one for each trigger.
import { ONE_REPLICA, type Trigger } from "./trigger.ts";

const replicasFor = ({ name, perReplica }: Trigger): string =>
  perReplica === ONE_REPLICA ? `min(${name}, 1)` : `${name} / ${perReplica}`;

/** In KEDA's language for formulas: as many as the trigger wants that wants most. */
export const formulaOf = (triggers: readonly Trigger[]): string => `max(${triggers.map(replicasFor).join(", ")})`;
