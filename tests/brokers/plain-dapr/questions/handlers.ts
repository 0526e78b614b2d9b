// What becomes of an event whose handler fails, asks, refuses or takes long.
import { setTimeout as sleep } from "node:timers/promises";
import type { Trouble } from "../../services/events.ts";
import { LOOKS_FOR } from "../ledger.ts";
import type { PlainDapr } from "../plain-dapr.ts";
import type { Topic } from "../topics.ts";

const TOPIC_OF: Partial<Record<Trouble["kind"], Topic>> = {
  "asks for a retry": "asking",
  refuses: "refusing",
  "is slow": "slow",
};

export async function fateOf(plain: PlainDapr, trouble: Trouble): Promise<string> {
  const topic = TOPIC_OF[trouble.kind] ?? "troubles";
  return plain.fate(topic, await plain.publish(topic, 1, trouble));
}

/** With no dead-letter topic and no desk there is nobody to tell. */
export async function fateOfHopeless(plain: PlainDapr, trouble: Trouble): Promise<string> {
  const [id = ""] = await plain.publish(TOPIC_OF[trouble.kind] ?? "hopeless", 1, trouble);
  await sleep(LOOKS_FOR);
  return plain.parts.consumed.attempts(id) > 1 ? "tried again for ever" : "dropped, and nobody is told";
}
