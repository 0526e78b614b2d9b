// Dead letters that nobody has decided about, as operations keeps them: who gave up on what, and why.
import type { DeadLetterData } from "#platform/declare/control-events.ts";
import type { HttpShelf } from "./http-shelf.ts";

type Letter = Pick<DeadLetterData, "service" | "problem" | "attempts"> & { readonly event: { readonly type: string } };

export interface Desk {
  /** How many letters of a service lie there. */
  readonly dead: (service: string) => number;
  /** What is known of them. */
  readonly why: (service: string) => string;
}

export async function deskOn(shelf: HttpShelf): Promise<Desk> {
  const undecided = await shelf.members("operations", "deadLetters", "all");
  // The letters hold whole events, and most of the time there is none.
  const kept =
    undecided.size === 0 ? new Map<string, Letter>() : await shelf.records<Letter>("operations", "deadLetter");
  const letters = [...kept].filter(([id]) => undecided.has(id)).map(([, letter]) => letter);
  return {
    dead: (service) => [...undecided.keys()].filter((id) => id.startsWith(`${service}~`)).length,
    why: (service) => explained(letters.filter((letter) => letter.service === service)),
  };
}

/** Letters that say the same are counted. */
export function explained(letters: readonly Letter[]): string {
  const counts = new Map<string, number>();
  for (const { event, problem, attempts } of letters) {
    const words = `${event.type}: ${problem} after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => (count === 1 ? words : `${count} × ${words}`)).join(", ");
}
