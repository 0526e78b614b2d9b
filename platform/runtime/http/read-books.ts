// Answers an auditor: what one service has stored, has published, and still has to do.
import { Problem } from "#contracts/problems.ts";
import { type BookDoor, PageQuery, RecordsQuery } from "../../derive/book-doors.ts";
import type { ServiceRuntime } from "../service-runtime.ts";
import { parsed } from "./parsed.ts";

export interface BookRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
}
type Book = (runtime: ServiceRuntime, request: BookRequest) => Promise<object>;

export const READ_BOOK: Readonly<Record<BookDoor, Book>> = {
  async records({ store, service }, { params: { state = "" }, query }) {
    const { of, after, limit } = parsed(RecordsQuery, query);
    const shape = Object.hasOwn(service.declaration.state, state) ? service.declaration.state[state] : undefined;
    if (!shape) throw new Problem("state-unknown");
    const { kind } = shape;
    if (of === undefined) return store.page(kind, state, { after, limit });
    if (kind === "index") {
      const members = await store.range(state, of, { limit, ...(after !== undefined && { after }) });
      const entries = members.map(({ member, score }) => ({ id: member, value: score }));
      return { entries, next: entries.length === limit ? entries.at(-1)?.id : undefined };
    }
    if (kind === "feed") {
      const found = await store.feed(state, of, { after: numberIn(after), limit });
      const entries = found.map(({ cursor, value }) => ({ id: String(cursor), value }));
      return { entries, next: entries.length === limit ? entries.at(-1)?.id : undefined };
    }
    throw invalid("of", `is for an index or a feed; ${state} is a ${kind}`);
  },
  async journal({ store }, { query }) {
    const { entries: events, next } = await store.journal(parsed(PageQuery, query));
    return { events, next };
  },
  tally: ({ store }) => store.tally(),
};

const invalid = (field: string, message: string): Problem =>
  new Problem("request-invalid", { errors: [{ field, message }] });

function numberIn(after = "0"): number {
  const number = Number(after);
  if (/^\d+$/.test(after) && Number.isSafeInteger(number)) return number;
  throw invalid("after", "is no cursor of this list");
}
