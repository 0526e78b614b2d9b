// A commit as the flat list of texts that lua/commit.lua reads.
import { minuteOf } from "../minute.ts";
import type { Changes, Commit, Mark, Write } from "../port.ts";

/** Anything else would fail in the middle of a commit, where there is no way back. */
function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`A counter cannot take ${value}; it holds whole numbers.`);
  return String(value);
}
function finite(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`An index cannot take the score ${value}.`);
  return String(value);
}
/** Milliseconds to live; the server refuses 0. */
const lifetime = (keepFor: number | undefined): string =>
  keepFor === undefined ? "" : String(Math.max(1, Math.ceil(keepFor)));
const bound = (keep: number): string => (Number.isFinite(keep) ? integer(keep) : "");

const text = (value: number | undefined): string => (value === undefined ? "" : String(value));

function writeArguments(write: Write): string[] {
  switch (write.kind) {
    case "set": {
      const value = `${integer(write.schemaNumber)} ${JSON.stringify(write.value)}`;
      return ["set", `${write.state}:${write.id}`, value, lifetime(write.keepFor)];
    }
    case "delete":
      return ["delete", `${write.state}:${write.id}`];
    case "add":
      return ["add", write.state, write.id, integer(write.amount)];
    case "put":
      return [
        "put",
        `${write.state}:${write.set}`,
        write.member,
        finite(write.score),
        bound(write.keep),
        lifetime(write.keepFor),
      ];
    case "increase":
      return ["increase", `${write.state}:${write.set}`, write.member, finite(write.amount), bound(write.keep)];
    case "move":
      return ["move", `${write.state}:${write.set}`, write.member, finite(write.score)];
    case "remove":
      return ["remove", `${write.state}:${write.set}`, write.member];
    case "append": {
      const keep = integer(Math.min(write.keep, Number.MAX_SAFE_INTEGER));
      return ["append", `${write.state}:${write.feed}`, JSON.stringify(write.value), keep, lifetime(write.keepFor)];
    }
  }
}

function changesArguments({ writes, events }: Changes): string[] {
  const rest = [
    String(writes.length),
    ...writes.flatMap(writeArguments),
    String(events.length),
    ...events.flatMap((event) => [
      event.id,
      event.type,
      event.subject,
      text(minuteOf(event.time)),
      JSON.stringify(event),
    ]),
  ];
  return [String(rest.length), ...rest];
}

function markArguments(mark: Mark | undefined, inboxKept: number): string[] {
  if (!mark) return [""];
  const { eventId, topic, standing, isNew, minute } = mark;
  const about = [eventId, isNew ? "new" : "", topic, text(minute)];
  if (standing === "done") return [...about, "done", lifetime(inboxKept)];
  if (standing === "dead") return [...about, "dead"];
  return [...about, "parked", finite(standing.dueAt), JSON.stringify(standing)];
}

/** What the server must look up before the first write. */
function needs({ changes, condition }: Commit): "time" | "version" | "" {
  const all = condition ? [changes, condition.met, condition.otherwise] : [changes];
  if (all.some(({ events }) => events.length > 0)) return "time";
  return all.some(({ writes }) => writes.some(({ kind }) => kind === "set")) ? "version" : "";
}

export function commitArguments(commit: Commit, inboxKept: number): string[] {
  const { mark, reads, changes, condition, claim, outboxLimit } = commit;
  const decision = condition && [
    String(condition.counters.length),
    ...condition.counters.flatMap(({ state, id, amount }) => [state, id, finite(amount)]),
    ...changesArguments(condition.met),
    ...changesArguments(condition.otherwise),
  ];
  return [
    needs(commit),
    outboxLimit === undefined ? "" : String(outboxLimit),
    finite(claim),
    String(reads.length),
    ...reads.flatMap(({ state, id, version }) => [`${state}:${id}`, String(version)]),
    ...markArguments(mark, inboxKept),
    ...changesArguments(changes),
    ...(decision ?? [""]),
  ];
}
