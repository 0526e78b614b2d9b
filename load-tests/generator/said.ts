// What k6 says on its console: what was sent, a line each, how many customers there were, and anything else. What breaks off is no whole list.
import { type Generated, hasRun } from "./generator.ts";

export interface Said {
  /** Lines as they were said. */
  readonly sent: readonly string[];
  /** Those whose journey has come to its end, by k6's own count; undefined when it has not said so. */
  readonly customers: number | undefined;
}
export const NOTHING_SAID: Said = { sent: [], customers: undefined };
const OURS = '{"kind":';
const END = `${OURS}"end"`;
const REQUEST = `${OURS}"request"`;

/** `other` is told of each line that is not about what was sent. */
export async function readSaid(console: AsyncIterable<string>, other: (line: string) => void): Promise<Said> {
  const sent: string[] = [];
  let customers: number | undefined;
  let rest = "";
  for await (const text of console) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines)
      if (line.startsWith(END)) customers = (JSON.parse(line) as { customers: number }).customers;
      else if (line.startsWith(OURS)) sent.push(line);
      else other(line);
  }
  if (rest !== "" && (rest.startsWith(OURS) || OURS.startsWith(rest)))
    throw new Error(
      `What k6 says breaks off in the midst of a line, so what was sent is not known: ${rest.slice(0, 80)}`,
    );
  if (rest !== "") other(rest);
  return { sent, customers };
}

/** Whoever was sent away at the end may have said what was sent, and is not counted. */
export function refuseGaps({ sent, customers }: Said, generated: Generated): void {
  if (!hasRun(generated)) return;
  if (customers === undefined)
    throw new Error("k6 has not said how many customers there were, so what was sent may not be all.");
  const told = sent.filter((line) => line.startsWith(REQUEST)).length;
  if (told < customers)
    throw new Error(`k6 counts ${customers} customers, but has said of ${told} only what they sent.`);
}

export const textOf = ({ sent }: Said): string => sent.map((line) => `${line}\n`).join("");
