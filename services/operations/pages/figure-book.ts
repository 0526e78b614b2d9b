// From what replicas report to what a person wants to know of a service: how many, how fast, how much waits, what failed.
export interface Faults {
  readonly slow: number;
  readonly failing: readonly string[];
}
export interface Report {
  readonly service: string;
  readonly replica: string;
  readonly at: number;
  readonly handled: number;
  readonly retried: number;
  readonly deadLettered: number;
  readonly outbox: number;
  readonly parked: number;
  readonly committed: Readonly<Record<string, number>>;
  readonly seen: Readonly<Record<string, number>>;
  readonly faults?: Faults;
  /** Its last report. */
  readonly leaving?: true;
}
export interface Sample {
  readonly at: number;
  readonly replicas: number;
  readonly waiting: number;
  readonly perSecond: number;
}
export interface ServiceFigures extends Sample {
  readonly errorsPerMinute: number;
  readonly outbox: number;
  readonly parked: number;
  /** Undefined where nobody may break it on purpose. */
  readonly faults: Faults | undefined;
  readonly history: readonly Sample[];
}

const SECOND = 1_000;
/** A replica that has said nothing for so long is gone. */
const SILENCE = 12 * SECOND;
const MINUTE = 60 * SECOND;
const PERIOD = 2 * SECOND;
const SAMPLES = 300;

export class FigureBook {
  /** By service and replica, the reports of the last minute. */
  readonly #recent = new Map<string, Map<string, Report[]>>();
  /** The newest of each service, also of one that is gone. */
  readonly #newest = new Map<string, Report>();
  readonly #history = new Map<string, Sample[]>();
  #period = 0;

  /** In the order in which they came. */
  take(reports: readonly Report[]): void {
    for (const report of reports) {
      const period = Math.floor(report.at / PERIOD);
      if (this.#period !== 0 && period > this.#period) this.#sample();
      this.#period = Math.max(this.#period, period);
      this.#note(report);
    }
  }
  figures(): ReadonlyMap<string, ServiceFigures> {
    return new Map([...this.#newest.keys()].map((service) => [service, this.#figuresOf(service)]));
  }

  get #now(): number {
    return this.#period * PERIOD;
  }
  #note(report: Report): void {
    const { service, replica, at } = report;
    const replicas = this.#recent.get(service) ?? new Map<string, Report[]>();
    this.#recent.set(service, replicas);
    const known = replicas.get(replica) ?? [];
    replicas.set(replica, [...known.filter((each) => at - each.at <= MINUTE), report]);
    if (at >= (this.#newest.get(service)?.at ?? 0)) this.#newest.set(service, report);
  }
  #sample(): void {
    for (const service of this.#newest.keys()) {
      const { at, replicas, waiting, perSecond } = this.#figuresOf(service);
      const history = this.#history.get(service) ?? [];
      this.#history.set(service, [...history.slice(-SAMPLES + 1), { at, replicas, waiting, perSecond }]);
    }
  }
  #figuresOf(service: string): ServiceFigures {
    const replicas = [...(this.#recent.get(service)?.values() ?? [])];
    const alive = replicas.filter((reports) => {
      const last = reports.at(-1);
      return last && !last.leaving && this.#now - last.at < SILENCE;
    });
    const newest = this.#newest.get(service);
    return {
      at: this.#now,
      replicas: alive.length,
      perSecond: alive.reduce((sum, reports) => sum + rateOf(reports), 0),
      waiting: newest ? this.#waitingFor(newest) : 0,
      errorsPerMinute: replicas.reduce((sum, reports) => sum + errorsIn(reports, this.#now - MINUTE), 0),
      outbox: newest?.outbox ?? 0,
      parked: newest?.parked ?? 0,
      faults: newest?.faults,
      history: this.#history.get(service) ?? [],
    };
  }
  /** Committed by whomever, and not yet seen by this service. */
  #waitingFor({ seen }: Report): number {
    return Object.entries(seen).reduce((sum, [topic, count]) => {
      const committed = [...this.#newest.values()].reduce((all, report) => all + (report.committed[topic] ?? 0), 0);
      return sum + Math.max(0, committed - count);
    }, 0);
  }
}

/** Events per second between the last two reports. */
function rateOf(reports: readonly Report[]): number {
  const [before, last] = reports.slice(-2);
  if (!before || !last || last.at <= before.at) return 0;
  // One that had nothing to do was quiet for longer than a period.
  return ((last.handled - before.handled) / Math.min(last.at - before.at, PERIOD)) * SECOND;
}
function errorsIn(reports: readonly Report[], since: number): number {
  const within = reports.filter(({ at }) => at >= since);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last) return 0;
  return last.retried + last.deadLettered - first.retried - first.deadLettered;
}
