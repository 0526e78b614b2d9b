// Notes every event in the live stream and on its order's timeline, and puts dead letters on the desk.
import type { DeadLetterData } from "#platform/declare/control-events.ts";
import type { DataOf } from "#platform/declare/event.ts";
import type { Observes, UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { ReplicaReported } from "#platform/declare/replica-report.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { letterIdOf } from "../domain/dead-letter.ts";
import { deadLetterIn, orderIdOf } from "../domain/heard-event.ts";
import { entryOf } from "../domain/timeline.ts";
import { noteReport } from "../note-report.ts";
import type { operations } from "../service.ts";

export const onAnyEvent: Observes<typeof operations> = async (event, { state }) => {
  if (event.type === ReplicaReported.name) {
    noteReport(event.data as DataOf<typeof ReplicaReported>, state);
    return [];
  }
  state.stream.append("all", event);
  const orderId = orderIdOf(event);
  if (orderId) state.timeline.append(orderId, entryOf(event), FINISHED_KEPT);
  const letter = deadLetterIn(event);
  if (letter) await putOnDesk(letter, state);
  return [];
};

/** After a redrive the same event may fail again and comes back; a failure older than what is known changes nothing. */
async function putOnDesk(letter: DeadLetterData, state: UnitOfWorkOf<typeof operations>["state"]): Promise<void> {
  const id = letterIdOf(letter);
  const [known, decided] = await Promise.all([state.deadLetter.get(id), state.decided.get(id)]);
  if (letter.failedAt < Math.max(known?.failedAt ?? 0, decided?.failedAt ?? 0)) return;
  state.deadLetter.set(id, letter);
  state.deadLetters.put("all", id, letter.failedAt);
}
