// `make start` keeps so many finished records of each kind at most (FINISHED_CAP): what it has dropped is not lost, and nobody may be accused of it.
import type { Books } from "./books.ts";

/** `committed`: how many events of each topic there ever were; `cap`: how many finished records of a kind are kept at most. */
export function refuseWhatWasDropped(
  { orders, mails }: Pick<Books, "orders" | "mails">,
  committed: ReadonlyMap<string, number>,
  cap: number,
): void {
  // An order that was refused at the checkout was never announced.
  const announced = [...orders.values()].filter(({ history }) => history.includes("PENDING")).length;
  const sent = [...mails.values()].reduce((sum, kinds) => sum + kinds.length, 0);
  refuse("orders", { ever: committed.get("OrderCreated") ?? 0, now: announced, kept: orders.size }, cap);
  // An order has up to three mails, so that these are dropped first.
  refuse("mails", { ever: committed.get("NotificationSent") ?? 0, now: sent, kept: sent }, cap);
}

interface Counts {
  readonly ever: number;
  readonly now: number;
  readonly kept: number;
}
function refuse(what: string, { ever, now, kept }: Counts, cap: number): void {
  if (ever <= now || kept < cap) return;
  throw new Error(
    `Of ${ever} ${what} ${ever - now} are not there any more: \`make start\` keeps ${cap} finished ones (FINISHED_CAP) and drops the others, ` +
      "so they cannot be judged. Audit sooner, or raise FINISHED_CAP for the platform and for the audit. A store of its own drops none: there they are lost.",
  );
}
