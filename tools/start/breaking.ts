// `BREAK=1 make start`: words typed into the terminal make things go wrong, so that one can see what holds.
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { Embedded } from "#platform/runtime/embedded.ts";
import { newRealId } from "#platform/runtime/ids.ts";

type Breakable = Pick<Embedded, "bus" | "faults">;

export const BREAKING = `Type one of these and Enter:

  poison OrderCreated          publish an event that does not fit its schema
  fail billing OrderPriced     this handler throws, until healed
  slow product 2000            every event takes this service so many milliseconds more, until healed
  away                         the broker takes nothing, until healed
  wipe                         the broker forgets everything that it holds
  heal                         everything works again
`;

/** Something of this type with nothing in it of what its schema asks for. */
const poison = (type: string): CloudEvent =>
  ({
    specversion: "1.0",
    id: newRealId(),
    type,
    source: "/terminal",
    subject: "poison",
    time: new Date().toISOString(),
    data: { poison: true },
  }) as unknown as CloudEvent;

/** Does what the line says, and answers in a sentence. */
export async function obey(line: string, { bus, faults }: Breakable): Promise<string> {
  const [verb, first = "", second = ""] = line.trim().split(/\s+/);
  if (verb === "poison" && first) {
    const event = poison(first);
    await bus.publish([event]);
    return `Published ${event.type} ${event.id}, which fits no schema.`;
  }
  if (verb === "fail" && second) {
    faults.fail(first, second);
    return `${first} now fails to handle ${second}.`;
  }
  if (verb === "slow" && Number(second) > 0) {
    faults.slow(first, Number(second));
    return `${first} now takes ${second} ms more for every event.`;
  }
  if (verb === "away") {
    bus.isAway = true;
    return "The broker takes nothing now.";
  }
  if (verb === "wipe") {
    bus.wipe();
    return "The broker has forgotten everything.";
  }
  if (verb === "heal") {
    faults.clear();
    bus.isAway = false;
    return "Everything works again.";
  }
  return BREAKING;
}

/** Obeys line by line until the input ends; the platform runs on. */
export function listenTo(input: Readable, platform: Breakable, say: (text: string) => void): void {
  const lines = createInterface({ input, terminal: false });
  lines.on("line", (line) => {
    obey(line, platform).then(say, (error: unknown) => say(String(error)));
  });
}
