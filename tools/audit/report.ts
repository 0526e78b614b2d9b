// The auditor's report: what was counted, what was left out, what is wrong.
import { repetitionsIn } from "./arrived.ts";
import { audit } from "./audit.ts";
import type { Books, Violation } from "./books.ts";
import type { Opened } from "./over-http/open.ts";

const MOST_LISTED = 50;

function countOf(books: Books): string {
  const statuses = new Map<string, number>();
  for (const { status } of books.orders.values()) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const byStatus = [...statuses].map(([status, count]) => `${count} ${status}`).join(", ");
  const mails = [...books.mails.values()].reduce((sum, kinds) => sum + kinds.length, 0);
  const accepted = books.requests.filter(({ orderIds }) => orderIds.length > 0).length;
  return (
    `Counted: ${books.requests.length} requests (${accepted} accepted), ${books.orders.size} orders (${byStatus}), ` +
    `${books.events.length} events, ${books.reservations.size} reservations, ${books.payments.size} payments, ` +
    `${books.parcels.size} parcels, ${mails} mails${arrivalsOf(books)}, ${books.points.size} accounts of points, ${books.stock.size} SKUs.`
  );
}

/** A mail whose sender was killed before it could note that it is out comes again under its Message-ID, and is shown once. */
function arrivalsOf({ arrived }: Books): string {
  if (!arrived) return "";
  return ` (${arrived.length} arrived, ${repetitionsIn(arrived)} of them again under their Message-ID)`;
}

/** Prints the report; what is wrong comes back. */
export function report({ books, forgotten, leftOut }: Opened, say: (line: string) => void): readonly Violation[] {
  const { violations, unjudged } = audit(books, forgotten);
  say(countOf(books));
  for (const line of leftOut) say(`Left out: ${line}`);
  for (const invariant of unjudged) say(`Left out: ${invariant}, as not every event is known any more.`);
  for (const { invariant, what } of violations.slice(0, MOST_LISTED)) say(`VIOLATION ${invariant}: ${what}`);
  if (violations.length > MOST_LISTED) say(`… and ${violations.length - MOST_LISTED} more.`);
  say(violations.length === 0 ? "Every promise was kept." : `${violations.length} violations.`);
  return violations;
}
