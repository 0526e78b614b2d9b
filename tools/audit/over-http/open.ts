// Opens the books of a running platform, as far as they can be read from outside, and says what they do not tell.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Tally } from "#platform/runtime/store/port.ts";
import type { Sent } from "../../load/sent.ts";
import type { Arrived } from "../arrived.ts";
import type { Books } from "../books.ts";
import { refuseWhatWasDropped } from "../dropped.ts";
import { openBooks } from "../open-books.ts";
import { whatIsLeft } from "../what-is-left.ts";
import { deskOn } from "./desk.ts";
import type { HttpShelf } from "./http-shelf.ts";
import { talliesAtRest, talliesOn } from "./tallies.ts";
import { fromTimelines } from "./timelines.ts";

export interface Opened {
  readonly books: Books;
  /** How many events of each topic were ever committed. */
  readonly committed: ReadonlyMap<string, number>;
  /** Topics of which some events are not known any more. */
  readonly forgotten: ReadonlySet<string>;
  /** What cannot be judged, and why. */
  readonly leftOut: readonly string[];
}
type Declarations = readonly ServiceDeclaration[];

/** What stands in no service's book: what a load has sent, what a mail server has taken, and how the platform was started. */
export interface Outside {
  readonly sent?: Sent | undefined;
  readonly arrived?: readonly Arrived[] | undefined;
  /** Why the mail server that was asked cannot say it. */
  readonly whyNotArrived?: string | undefined;
  /** How many finished records of a kind the platform keeps at most; by default all. */
  readonly finishedCap?: number;
}

export async function openOverHttp(
  shelf: HttpShelf,
  declarations: Declarations,
  { sent, arrived, whyNotArrived, finishedCap = Infinity }: Outside = {},
): Promise<Opened> {
  const isSupplyKnown = sent !== undefined && sent.supplied.size > 0;
  const tallies = await talliesAtRest(shelf, declarations);
  const committed = committedIn(tallies);
  const events = await eventsOn(shelf, declarations, committed);
  const { dead, why } = await deskOn(shelf);
  const known = {
    requests: sent?.requests ?? [],
    supplied: isSupplyKnown ? sent.supplied : new Map<string, number>(),
    lowest: new Map<string, number>(),
    events: events.filter(({ type }) => !isControl(type)),
    arrived,
    leftovers: whatIsLeft(declarations, tallies, dead, why),
  };
  const books = await openBooks(shelf, known);
  refuseWhatWasDropped(books, committed, finishedCap);
  const forgotten = forgottenTopics(committed, events);
  return {
    // Without a list of what came in, what is there has to be taken for it.
    books: isSupplyKnown ? books : { ...books, supplied: unitsIn(books.stock) },
    committed,
    forgotten,
    leftOut: [
      "I3, in part: the least stock at any moment is not recorded; only what is there now is judged.",
      ...(arrived ? [] : [`I5 mails arrive: ${whyNotArrived ?? NOBODY_COUNTS}.`]),
      ...(sent ? [] : ["I1 and I12: nobody says what was sent (SENT=file.jsonl)."]),
      ...(isSupplyKnown
        ? []
        : ["I3, in part: nobody says what was in stock before; what is there now is taken for it."]),
      ...(forgotten.size === 0 ? [] : [`Events forgotten by the journals: ${[...forgotten].toSorted().join(", ")}.`]),
    ],
  };
}

const NOBODY_COUNTS = "nobody says which mails have arrived (MAILS=url of the mail server's page)";

/** Those of the journals, and before them, of what these have forgotten, those of the timelines. */
async function eventsOn(
  shelf: HttpShelf,
  declarations: Declarations,
  committed: ReadonlyMap<string, number>,
): Promise<CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (const { name } of declarations) events.push(...(await shelf.journal(name)));
  const missing = forgottenTopics(committed, events);
  if (missing.size === 0) return events;
  return [...(await fromTimelines(shelf, missing, new Set(events.map(({ id }) => id)))), ...events];
}

/** What is still to be done, in words; empty when all orders are settled and nothing waits anywhere. */
export async function unfinishedOn(shelf: HttpShelf, declarations: Declarations): Promise<string[]> {
  const unsettled = (await shelf.members("order", "unsettled", "all")).size;
  const { dead, why } = await deskOn(shelf);
  const left = whatIsLeft(declarations, await talliesOn(shelf, declarations), dead, why);
  return unsettled === 0 ? left : [`${unsettled} orders are not settled`, ...left];
}

/** The platform's own events are no part of the business, and have no journal's order. */
const isControl = (type: string): boolean => !/^[A-Z]/.test(type) || type === "Heartbeat" || type === "ReplayRequested";

const committedIn = (tallies: ReadonlyMap<string, Tally>): Map<string, number> =>
  new Map(
    [...tallies.values()]
      .flatMap(({ committed }) => Object.entries(committed))
      .map(([topic, { count }]) => [topic, count] as const),
  );
export function forgottenTopics(
  committed: ReadonlyMap<string, number>,
  events: readonly CloudEvent[],
): ReadonlySet<string> {
  const known = new Map<string, number>();
  for (const { type } of events) known.set(type, (known.get(type) ?? 0) + 1);
  const missing = [...committed].filter(([type, count]) => !isControl(type) && count > (known.get(type) ?? 0));
  return new Set(missing.map(([type]) => type));
}

/** Units that ever came in, where nothing was lost. */
export const unitsIn = (stock: Books["stock"]): Map<string, number> =>
  new Map([...stock].map(([sku, { available, reserved, sold }]) => [sku, available + reserved + sold]));
