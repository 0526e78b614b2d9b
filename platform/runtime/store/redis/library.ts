// The functions that run inside the server: the files of lua/ as one library, named after its own content.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** In this order, because what several of them need comes first. */
const PARTS = [
  "shared",
  "probe",
  "begin",
  "renew",
  "release",
  "commit-mark",
  "commit-write",
  "commit",
  "commit-all",
  "take-parked",
  "take-outbox",
  "renew-claims",
  "published",
  "replay",
  "tally",
  "minutes",
  "range",
  "journal",
] as const;
const READING = ["range", "tally", "minutes", "journal"] as const;

export type Operation =
  | "probe"
  | "begin"
  | "renew"
  | "release"
  | "commit"
  | "commit_all"
  | "take_parked"
  | "take_outbox"
  | "renew_claims"
  | "published"
  | "replay"
  | (typeof READING)[number];

const text = PARTS.map((part) => readFileSync(join(import.meta.dirname, `lua/${part}.lua`), "utf8")).join("\n");
const build = createHash("sha256").update(text).digest("hex").slice(0, 12);

/** What FUNCTION LOAD takes. */
export const LIBRARY = `#!lua name=millrace_${build}\nlocal build = "${build}"\n${text}`;

/** The command that runs an operation. */
export function calling(operation: Operation, prefix: string, args: readonly string[]): string[] {
  const isReading = READING.some((name) => name === operation);
  return [isReading ? "FCALL_RO" : "FCALL", `${operation}_${build}`, "1", prefix, ...args];
}
