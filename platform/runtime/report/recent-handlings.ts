// What a replica has handled since its last report. When that is too much to tell, the same orders are told by every service.
import type { Handling } from "../../declare/replica-report.ts";

const KEPT = 400;
const TOLD = 40;

/** FNV-1a: the same for the same text everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}

export class RecentHandlings {
  #recent: Handling[] = [];

  note(handling: Handling): void {
    if (this.#recent.length < KEPT) this.#recent.push(handling);
  }
  /** Those of these topics. */
  take(topics: readonly string[]): Handling[] {
    const recent = this.#recent.filter(({ topic }) => topics.includes(topic));
    this.#recent = [];
    if (recent.length <= TOLD) return recent;
    return recent
      .map((handling) => ({ handling, place: hash(handling.subject) }))
      .sort((a, b) => a.place - b.place)
      .slice(0, TOLD)
      .map(({ handling }) => handling);
  }
}
