// Which events a consumer has seen: in hand, done, parked or given up.
import type { Mark, Parked, Standing } from "../port.ts";
import { MinuteCounts } from "./minute-counts.ts";

interface Held {
  readonly holder: string;
  readonly until: number;
}
interface Retention {
  readonly keepFor: number;
  readonly atMost: number;
}

export class Inbox {
  readonly #held = new Map<string, Held>();
  /** Event id -> when it was done; in that order. */
  readonly #done = new Map<string, number>();
  /** Event id -> the topic under which it was counted. */
  readonly #dead = new Map<string, string>();
  readonly #parked = new Map<string, Parked>();
  readonly #seen = new Map<string, number>();
  readonly minutes = new MinuteCounts();
  readonly #retention: Retention;

  constructor(retention: Retention) {
    this.#retention = retention;
  }
  standing(eventId: string, now: number): Standing {
    if (this.#done.has(eventId)) return "done";
    if ((this.#held.get(eventId)?.until ?? 0) > now) return "held";
    if (this.#parked.has(eventId)) return "parked";
    return this.#dead.has(eventId) ? "dead" : "new";
  }
  hold(eventId: string, holder: string, until: number): void {
    this.#held.set(eventId, { holder, until });
  }
  renew(eventId: string, holder: string, until: number): void {
    if (this.#held.get(eventId)?.holder === holder) this.hold(eventId, holder, until);
    const parked = this.#parked.get(eventId);
    if (parked) this.#parked.set(eventId, { ...parked, dueAt: until });
  }
  release(eventId: string, holder: string): void {
    if (this.#held.get(eventId)?.holder === holder) this.#held.delete(eventId);
  }
  refusalOf({ eventId, isNew }: Mark, now: number): "duplicate" | "held" | undefined {
    const standing = this.standing(eventId, now);
    if (standing === "done") return "duplicate";
    if (!isNew || standing === "new") return undefined;
    return standing === "held" ? "held" : "duplicate";
  }
  mark({ eventId, topic, minute, standing }: Mark, now: number): void {
    const isCounted = this.#parked.delete(eventId) || this.#dead.get(eventId) === topic;
    if (!isCounted) {
      this.#seen.set(topic, (this.#seen.get(topic) ?? 0) + 1);
      this.minutes.add(topic, minute);
    }
    this.#dead.delete(eventId);
    this.#held.delete(eventId);
    if (standing === "dead") this.#dead.set(eventId, topic);
    else if (standing === "done") this.#remember(eventId, now);
    else this.#parked.set(eventId, standing);
  }
  takeParked(now: number, limit: number, lease: number): Parked[] {
    const due: Parked[] = [];
    for (const [eventId, parked] of this.#parked) {
      if (due.length === limit) break;
      if (parked.dueAt > now) continue;
      due.push(parked);
      this.#parked.set(eventId, { ...parked, dueAt: now + lease });
    }
    return due;
  }
  tally() {
    return { parked: this.#parked.size, dead: this.#dead.size, seen: Object.fromEntries(this.#seen) };
  }
  #remember(eventId: string, now: number): void {
    this.#done.set(eventId, now);
    const { keepFor, atMost } = this.#retention;
    for (const [oldest, doneAt] of this.#done) {
      if (this.#done.size <= atMost && doneAt + keepFor > now) break;
      this.#done.delete(oldest);
    }
  }
}
