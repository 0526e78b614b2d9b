// A publisher says how many events of each topic it has committed so far, in all and in each of the last minutes.
import { Heartbeat } from "../../declare/control-events.ts";
import { MINUTE } from "../../declare/duration.ts";
import { type Emission, emit } from "../../declare/event.ts";
import { MINUTES_KEPT, type Store } from "../store/port.ts";

/** Whole minutes for which what was begun in a minute may still be committed, and be on its way. */
const UNDER_WAY = 1;

/** `isMute`: the service never publishes anything else, so it says that; only what it publishes tells whether it can hear. */
export async function heartbeat(service: string, store: Store, isMute = false): Promise<readonly Emission[]> {
  const [{ committed }, counts] = await Promise.all([store.tally(), store.minutes()]);
  const now = store.now();
  const current = Math.floor(now / MINUTE);
  const isOver = (minute: number) => minute < current - UNDER_WAY && minute > current - MINUTES_KEPT;
  const topics = Object.entries(committed)
    .filter(([topic]) => topic !== Heartbeat.name)
    .map(([topic, { count, forgotten }]) => ({
      topic,
      committed: count,
      forgotten,
      minutes: counts.committed
        .filter((counted) => counted.topic === topic && isOver(counted.minute))
        .map(({ minute, count: inMinute }) => ({ minute, committed: inMinute })),
    }));
  const number = (committed[Heartbeat.name]?.count ?? 0) + 1;
  return topics.length === 0 && !isMute ? [] : [emit(Heartbeat, { service, number, at: now, topics })];
}
