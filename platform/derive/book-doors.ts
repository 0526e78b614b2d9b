// The doors through which an auditor reads what a service has written down: every service answers for its own store.
import { z } from "zod";
import { get, type Route } from "../declare/route.ts";

const LONGEST_PAGE = 1_000;
const USUAL_PAGE = 200;

/** `next` of one page is `after` of the following. */
export const PageQuery = z.object({
  after: z.string().max(255).optional(),
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(USUAL_PAGE),
});
export type PageQuery = z.infer<typeof PageQuery>;

export const RecordsQuery = PageQuery.extend({
  /** A set of an index, or a feed; without it their names are listed. */
  of: z.string().max(255).optional(),
});
export type RecordsQuery = z.infer<typeof RecordsQuery>;

const Count = z.record(z.string(), z.number());
const administrator = true;

export const BOOK_DOORS = {
  records: get("/services/:service/records/:state", {
    summary:
      "Everything that a service keeps under one of its states, page by page: records and counters with their values, sets of an index and feeds by name, and with `of` what is in one of them.",
    administrator,
    query: RecordsQuery,
    reply: z.object({
      entries: z.array(z.object({ id: z.string(), value: z.unknown().optional() })),
      next: z.string().optional(),
    }),
  }),
  journal: get("/services/:service/journal", {
    summary: "The events that a service has published and still remembers, in the order of its commits, page by page.",
    administrator,
    query: PageQuery,
    reply: z.object({ events: z.array(z.looseObject({ id: z.string() })), next: z.string().optional() }),
  }),
  tally: get("/services/:service/tally", {
    summary: "How many events wait in a service, how many it gave up, and by topic how many it has committed and seen.",
    administrator,
    reply: z.object({
      outbox: z.int(),
      parked: z.int(),
      dead: z.int(),
      journal: z.int(),
      committed: z.record(z.string(), z.object({ count: z.int(), forgotten: z.int() })),
      seen: Count,
    }),
  }),
} as const satisfies Readonly<Record<string, Route>>;

export type BookDoor = keyof typeof BOOK_DOORS;

/** What a path of these doors ends with behind the service's name; a gateway routes by it. */
export const BOOKS = ["records", "journal", "tally"] as const satisfies readonly BookDoor[];
