// A publisher says how many events of each topic it has committed so far.
import { Heartbeat } from "../../declare/control-events.ts";
import { type Emission, emit } from "../../declare/event.ts";
import type { Store } from "../store/port.ts";

/** `isMute`: the service never publishes anything else, so it says that; only what it publishes tells whether it can hear. */
export async function heartbeat(service: string, store: Store, isMute = false): Promise<readonly Emission[]> {
  const { committed } = await store.tally();
  const topics = Object.entries(committed).map(([topic, { count, forgotten }]) => ({
    topic,
    committed: count,
    forgotten,
  }));
  const said = topics.filter(({ topic }) => topic !== Heartbeat.name);
  const number = (committed[Heartbeat.name]?.count ?? 0) + 1;
  return said.length === 0 && !isMute ? [] : [emit(Heartbeat, { service, number, at: store.now(), topics: said })];
}
