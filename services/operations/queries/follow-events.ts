// The live stream: what is kept after a cursor, and then every event as it comes in.
import { SECOND } from "#platform/declare/duration.ts";
import type { Conversation, RouteRequest, ServerSentEvent } from "#platform/declare/implementation.ts";
import { type HeardEvent, orderIdOf } from "../domain/heard-event.ts";
import type { operations } from "../service.ts";

type Following = Conversation<typeof operations, never>;
type Asked = Pick<RouteRequest<unknown, { orderId?: string | undefined }>, "query" | "caller" | "signal">;

/** A quiet stream says so, because proxies cut connections on which nothing happens. */
const QUIET = 15 * SECOND;
const PING: ServerSentEvent = { event: "ping", data: {} };

/** The cursor of the newest event; 0 when none was heard yet. */
export const newestCursor = (conversation: Following): Promise<number> =>
  conversation.transact(async ({ state }) => {
    const [newest] = await state.stream.read("all", { limit: 1, reverse: true });
    return { value: newest?.cursor ?? 0 };
  });

export async function* followEvents(
  after: number,
  { query, caller, signal }: Asked,
  conversation: Following,
): AsyncGenerator<ServerSentEvent> {
  let cursor = after;
  while (!signal.aborted) {
    const entries = await conversation.follow<HeardEvent>("stream", "all", cursor, QUIET);
    for (const { cursor: at, value } of entries) {
      if (query.orderId !== undefined && orderIdOf(value) !== query.orderId) continue;
      yield { id: String(at), data: caller.kind === "administrator" ? value : conversation.ports.mask(value) };
    }
    cursor = entries.at(-1)?.cursor ?? cursor;
    if (entries.length === 0) yield PING;
  }
}
