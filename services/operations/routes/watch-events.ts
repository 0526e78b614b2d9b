// Streams to anybody; a client that reconnects continues after the last event that it has seen.
import type { Answers } from "#platform/declare/implementation.ts";
import { followEvents, newestCursor } from "../queries/follow-events.ts";
import type { operations } from "../service.ts";

export const watchEvents: Answers<typeof operations, "watchEvents"> = async (request, conversation) => {
  const newest = await newestCursor(conversation);
  const seen = Number(request.headers["last-event-id"] ?? request.query.after ?? Number.NaN);
  const start = request.query.from === "start" ? 0 : newest;
  // A cursor beyond the newest is from before the store was emptied: all that there is now is new to this client.
  const continued = seen <= newest ? seen : 0;
  const after = Number.isSafeInteger(seen) && seen >= 0 ? continued : start;
  return { stream: followEvents(after, request, conversation) };
};
