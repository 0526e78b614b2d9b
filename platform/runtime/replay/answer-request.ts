// Answers a request for a replay: after a broker has lost what it held, each consumer asks for the same topic, and one replay is enough for all.
import { SECOND } from "../../declare/duration.ts";
import type { ReplayScope, Store } from "../store/port.ts";

const STATE = "$replay";
const EVERY_TOPIC = "*";
/** Shorter than consumers wait before they ask: what they miss was lost before such a replay began. What was lost later they ask for again. */
const SERVES_OTHERS_FOR = 10 * SECOND;

/** The last replay of a topic, or of all. */
interface Begun {
  readonly since: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The event that asked for it: when it comes again, that replay has failed or its replica has died. */
  readonly requestId: string;
}

export async function answerRequest(store: Store, requestId: string, scope: ReplayScope): Promise<void> {
  // One subject costs little, and nothing but a request for it is sure to bring all of it.
  if (scope.subject === undefined && !(await begins(store, requestId, scope))) return;
  await store.replay(scope);
}

/** False when a replay that has just begun brings everything that is asked for. */
async function begins(store: Store, requestId: string, { topic, since = 0 }: ReplayScope): Promise<boolean> {
  const ids = topic === undefined ? [EVERY_TOPIC] : [topic, EVERY_TOPIC];
  for (;;) {
    const stored = await store.records(STATE, ids);
    const now = store.now();
    const serves = (begun: Begun) =>
      begun.requestId !== requestId && begun.since <= since && now - begun.at < SERVES_OTHERS_FOR;
    // Whoever asks for everything is a person, and knows why.
    if (topic !== undefined && stored.some(({ value }) => value !== undefined && serves(value as Begun))) return false;
    const [id, version] = [ids[0] as string, stored[0]?.version ?? 0];
    const value: Begun = { since, at: now, requestId };
    const write = { kind: "set", state: STATE, id, value, schemaNumber: 1, keepFor: SERVES_OTHERS_FOR } as const;
    const { outcome } = await store.commit({
      reads: [{ state: STATE, id, version }],
      changes: { writes: [write], events: [] },
      claim: 0,
    });
    if (outcome === "committed") return true;
  }
}
