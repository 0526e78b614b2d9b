// Checks every invariant of the platform against the books.
import type { Books, Violation } from "./books.ts";
import { analyticsAddUp } from "./invariants/analytics-add-up.ts";
import { effectsHaveCauses } from "./invariants/effects-have-causes.ts";
import { everyAcceptedOrderExistsOnce } from "./invariants/every-accepted-order-exists-once.ts";
import { everyOrderEndsOnce } from "./invariants/every-order-ends-once.ts";
import { factsAreSaidOnce } from "./invariants/facts-are-said-once.ts";
import { historyIsCausal } from "./invariants/history-is-causal.ts";
import { idempotencyKeysHold } from "./invariants/idempotency-keys-hold.ts";
import { mailsArrive } from "./invariants/mails-arrive.ts";
import { moneyIsConserved } from "./invariants/money-is-conserved.ts";
import { nothingIsLeft } from "./invariants/nothing-is-left.ts";
import { oneMailAKind } from "./invariants/one-mail-a-kind.ts";
import { pointsFollowOrders } from "./invariants/points-follow-orders.ts";
import { readModelFollowsOrders } from "./invariants/read-model-follows-orders.ts";
import { reservationsFollowOrders } from "./invariants/reservations-follow-orders.ts";
import { stockIsConserved } from "./invariants/stock-is-conserved.ts";

type Invariant = (books: Books) => string[];

const INVARIANTS: Readonly<Record<string, Invariant>> = {
  "I1 every accepted order exists once": everyAcceptedOrderExistsOnce,
  "I2 every order ends once": everyOrderEndsOnce,
  "I3 stock is conserved": stockIsConserved,
  "I4 money is conserved": moneyIsConserved,
  "I5 one mail a kind": oneMailAKind,
  "I5 mails arrive": mailsArrive,
  "I6 points follow orders": pointsFollowOrders,
  "I7 analytics add up": analyticsAddUp,
  "I8 the read model follows orders": readModelFollowsOrders,
  "I9 reservations follow orders": reservationsFollowOrders,
  "I10 effects have causes": effectsHaveCauses,
  "I11 history is causal": historyIsCausal,
  "I11 facts are said once": factsAreSaidOnce,
  "I12 idempotency keys hold": idempotencyKeysHold,
  "I13 nothing is left": nothingIsLeft,
};
/** These compare events with each other or with the books; without all events of these topics they would accuse wrongly. */
const NEEDED: ReadonlyMap<Invariant, RegExp> = new Map([
  [effectsHaveCauses, /^(Order(Created|Priced|Confirmed|Completed|Cancelled)|InventoryReserved)$/],
  [historyIsCausal, /^Order(Created|Confirmed|Completed|Cancelled)$/],
]);

export interface Verdict {
  readonly violations: readonly Violation[];
  /** Invariants that could not be judged, because events that they need are not known any more. */
  readonly unjudged: readonly string[];
}

/** Every violation found; none when all promises were kept. `forgotten`: topics whose events are not all in the books. */
export function audit(books: Books, forgotten: ReadonlySet<string> = new Set()): Verdict {
  const isJudged = (check: Invariant): boolean => {
    const needed = NEEDED.get(check);
    return needed === undefined || ![...forgotten].some((topic) => needed.test(topic));
  };
  const all = Object.entries(INVARIANTS);
  return {
    violations: all
      .filter(([, check]) => isJudged(check))
      .flatMap(([invariant, check]) => check(books).map((what) => ({ invariant, what }))),
    unjudged: all.filter(([, check]) => !isJudged(check)).map(([invariant]) => invariant),
  };
}
