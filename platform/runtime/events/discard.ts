// Forgets an event that a consumer gave up, when a person has decided that nothing is to be done about it.
import type { Discarded } from "../../declare/control-events.ts";
import { minuteOf } from "../store/minute.ts";
import type { Store } from "../store/port.ts";
import { INVALID } from "./consumer.ts";

/** From now on it counts as handled, so that it does not come back with a replay. Throws while a replica has it in hand. */
export async function discard(
  store: Store,
  { eventId, event, time = "", problem }: Discarded,
  holder: string,
  lease: number,
): Promise<void> {
  const standing = await store.begin(eventId, holder, lease, true);
  if (standing === "held") throw new Error(`${event} ${eventId} is in hand.`);
  // Whoever has decided otherwise meanwhile is right.
  if (standing !== "new") return;
  const isRubbish = problem === "event-invalid";
  const mark = { topic: isRubbish ? INVALID : event, minute: isRubbish ? undefined : minuteOf(time) };
  await store.commit({
    mark: { ...mark, eventId, standing: "done" },
    reads: [],
    changes: { writes: [], events: [] },
    claim: 0,
  });
}
