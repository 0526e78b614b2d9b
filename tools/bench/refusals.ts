// Requests that a bench sent and that were not accepted: how many, and why. A quick refusal must not look like a quick answer.
export class Refusals {
  readonly #counts = new Map<string, number>();

  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
  /** An answer other than 202; a problem is named by its code. */
  noteAnswer(status: number, body: string): void {
    this.#note(`${status} ${codeIn(body)}`.trim());
  }
  /** No answer at all. */
  noteBroken(error: Error): void {
    this.#note((error as NodeJS.ErrnoException).code ?? error.message);
  }
  /** "none refused", or how many and for which reasons. */
  get told(): string {
    if (this.count === 0) return "none refused";
    const reasons = [...this.#counts].toSorted(([, one], [, other]) => other - one);
    return `${this.count} refused (${reasons.map(([reason, count]) => `${count} × ${reason}`).join(", ")})`;
  }
  #note(reason: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }
}

function codeIn(body: string): string {
  try {
    return (JSON.parse(body) as { code?: string }).code ?? "";
  } catch {
    return "";
  }
}
