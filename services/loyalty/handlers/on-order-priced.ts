// The total from which the points follow.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { loyalty } from "../service.ts";

export const onOrderPriced: Reacts<typeof loyalty, "onOrderPriced"> = (event, work) =>
  learnFact(event.data.orderId, { total: event.data.total }, work);
