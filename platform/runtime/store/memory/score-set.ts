// One set of an index: members with scores, sorted when somebody looks.
import type { Member, Range } from "../../../declare/unit-of-work.ts";

const byScore = (a: Member, b: Member): number => a.score - b.score || (a.member < b.member ? -1 : 1);
/** Trimming waits until a set is a quarter too long, so that it is rare. */
const SLACK = 1.25;

export class ScoreSet {
  readonly #scores = new Map<string, number>();
  #sorted: Member[] | undefined;

  put(member: string, score: number, keep: number): void {
    if (this.#scores.get(member) === score) return;
    this.#scores.set(member, score);
    this.#sorted = undefined;
    if (this.#scores.size > keep * SLACK)
      for (const { member: lowest } of this.#order().slice(0, -keep)) this.remove(lowest);
  }
  increase(member: string, amount: number, keep: number): void {
    this.put(member, (this.#scores.get(member) ?? 0) + amount, keep);
  }
  move(member: string, score: number): void {
    if (this.#scores.has(member)) this.put(member, score, Number.POSITIVE_INFINITY);
  }
  remove(member: string): void {
    if (this.#scores.delete(member)) this.#sorted = undefined;
  }
  get size(): number {
    return this.#scores.size;
  }
  range({
    min = Number.NEGATIVE_INFINITY,
    max = Number.POSITIVE_INFINITY,
    after,
    limit,
    reverse = false,
  }: Range): Member[] {
    const order = reverse ? this.#order().toReversed() : this.#order();
    const start = after === undefined ? 0 : this.#startAfter(order, after, reverse);
    const found: Member[] = [];
    for (let at = start; at < order.length && found.length < limit; at++) {
      const entry = order[at] as Member;
      if (entry.score >= min && entry.score <= max) found.push(entry);
    }
    return found;
  }
  #order(): Member[] {
    this.#sorted ??= [...this.#scores].map(([member, score]) => ({ member, score })).sort(byScore);
    return this.#sorted;
  }
  /** The place behind `after`, also when that member has gone: its score is unknown then, and paging starts again. */
  #startAfter(order: readonly Member[], after: string, reverse: boolean): number {
    const score = this.#scores.get(after);
    if (score === undefined) return 0;
    const mark = { member: after, score };
    const isBehind = (entry: Member) =>
      (reverse ? byScore(entry, mark) < 0 : byScore(entry, mark) > 0) && entry.member !== after;
    const at = order.findIndex(isBehind);
    return at === -1 ? order.length : at;
  }
}
