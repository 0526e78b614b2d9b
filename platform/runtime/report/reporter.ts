// Says every few seconds how a replica is doing, straight to the broker: a report that is lost is followed by a newer one.
import { Heartbeat } from "../../declare/control-events.ts";
import { SECOND } from "../../declare/duration.ts";
import { type DataOf, emit } from "../../declare/event.ts";
import type { FaultSettings } from "../../declare/fault-settings.ts";
import { type ReplicaFigures, ReplicaReported } from "../../declare/replica-report.ts";
import type { Host } from "../host.ts";
import type { Store } from "../store/port.ts";
import type { Tallies } from "../tallies.ts";
import { toEvents } from "../transaction/publishable.ts";
import { heardOf } from "./seen.ts";

export const REPORT_EVERY = 2 * SECOND;
/** So often, in periods, also a replica with nothing new says that it is there: a broker keeps what is said for a day. */
const IDLE_EVERY = 5;

export interface Reporting {
  readonly service: string;
  readonly store: Store;
  readonly tallies: Tallies;
  readonly inHand: () => number;
  readonly faults: () => FaultSettings | undefined;
  /** It has every event in hand, which says nothing about an order. */
  readonly isObserver: boolean;
  /** The topics whose events can be counted. */
  readonly topics: readonly string[];
  readonly every: number;
}

export class Reporter {
  readonly #host: Host;
  readonly #reporting: Reporting;
  readonly #replica: string;
  #period = 0;
  #said = { figures: "", period: 0, isNews: false };

  constructor(host: Host, reporting: Reporting) {
    this.#host = host;
    this.#reporting = reporting;
    this.#replica = host.newId();
  }
  /** Reports when a new period has begun: all replicas at the same moment, so that their counts can be compared. */
  async tick(): Promise<void> {
    const now = this.#host.clock.now();
    const period = Math.floor(now / this.#reporting.every);
    if (period === this.#period) return;
    this.#period = period;
    const { tallies, topics } = this.#reporting;
    const handlings = tallies.recent.take(this.#reporting.isObserver ? [] : topics);
    const figures = await this.#figures(now);
    if (this.#isWorthSaying(figures, period)) await this.#say({ ...figures, handlings });
  }
  /** Says at once that this replica is there no longer, so that nobody waits for its silence. */
  async leave(): Promise<void> {
    const figures = await this.#figures(this.#host.clock.now());
    await this.#say({ ...figures, leaving: true, handlings: [] });
  }

  async #say(data: DataOf<typeof ReplicaReported>): Promise<void> {
    const { service } = this.#reporting;
    const { newId, random, bus } = this.#host;
    const id = newId();
    const cause = { causationId: id, correlationId: id, traceparent: undefined };
    const facts = [emit(ReplicaReported, data)];
    // A broker that is away hears the next one.
    await bus.publish(toEvents(facts, [], cause, data.at, { service, newId, random })).catch(() => []);
  }

  /** What has changed, and once more that nothing has changed since, so that a speed goes down to zero. */
  #isWorthSaying({ at: _at, inHand: _inHand, ...figures }: ReplicaFigures, period: number): boolean {
    const before = this.#said;
    const text = JSON.stringify(figures);
    const isNews = text !== before.figures;
    if (!isNews && !before.isNews && period - before.period < IDLE_EVERY) return false;
    this.#said = { figures: text, period, isNews };
    return true;
  }
  async #figures(at: number): Promise<ReplicaFigures> {
    const { service, store, tallies, inHand, faults, topics } = this.#reporting;
    const tally = await store.tally();
    const { seen } = await heardOf(store, topics, tally);
    const switched = faults();
    return {
      service,
      replica: this.#replica,
      at,
      handled: tallies.total("handled", topics),
      retried: tallies.total("retried", topics),
      deadLettered: tallies.total("deadLettered", topics),
      inHand: inHand(),
      outbox: tally.outbox,
      parked: tally.parked,
      committed: Object.fromEntries(
        Object.entries(tally.committed)
          .filter(([topic]) => topic !== Heartbeat.name)
          .map(([topic, { count }]) => [topic, count]),
      ),
      seen,
      ...(switched && { faults: switched }),
    };
  }
}
