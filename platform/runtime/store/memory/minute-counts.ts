// How many events of a topic belong to a minute, for the last minutes.
import { MINUTES_KEPT, type MinuteCount } from "../port.ts";

export class MinuteCounts {
  readonly #counts = new Map<number, Map<string, number>>();

  add(topic: string, minute: number | undefined): void {
    if (minute === undefined) return;
    const topics = this.#counts.get(minute) ?? new Map<string, number>();
    this.#counts.set(minute, topics);
    topics.set(topic, (topics.get(topic) ?? 0) + 1);
  }
  /** `current`: this minute; what lies too far behind it is forgotten. */
  recent(current: number): MinuteCount[] {
    for (const minute of this.#counts.keys()) if (minute < current - MINUTES_KEPT) this.#counts.delete(minute);
    return [...this.#counts].flatMap(([minute, topics]) =>
      [...topics].map(([topic, count]) => ({ minute, topic, count })),
    );
  }
}
