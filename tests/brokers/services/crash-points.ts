// The two moments in which a death hurts most: just before and just after a commit.
import type { Commit, Store } from "#platform/runtime/store/port.ts";

type Moment = "before" | "after";
const doomed = new Map<string, Moment>();

/** This process dies around the commit of that event. */
export const dieAround = (eventId: string, moment: Moment): void => void doomed.set(eventId, moment);

const dieIf = (isNow: boolean): void => void (isNow && process.kill(process.pid, "SIGKILL"));

/** The store as it is, but for those moments. */
export function withCrashPoints(store: Store): Store {
  const commit = async (given: Commit) => {
    const moment = given.mark && doomed.get(given.mark.eventId);
    dieIf(moment === "before");
    const result = await store.commit(given);
    dieIf(moment === "after");
    return result;
  };
  return new Proxy(store, {
    get(target, name) {
      if (name === "commit") return commit;
      const value = target[name as keyof Store];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
