// Durations by buckets, cheap enough for the path of every event; OpenTelemetry's model of them is built only when somebody looks.

/** Seconds. Most handlers take milliseconds; an order whose services sleep takes minutes. */
export const SHORT = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
export const LONG = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 21_600];

export class Histogram {
  readonly bounds: readonly number[];
  /** The last one is for what is longer than every bound. */
  readonly counts: number[];
  sum = 0;
  count = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }
  observe(value: number): void {
    let at = 0;
    while (at < this.bounds.length && value > (this.bounds[at] ?? 0)) at++;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    this.sum += value;
    this.count += 1;
  }
}

/** One histogram for each name; the names come from declarations, so there are not many. */
export class Histograms {
  readonly #bounds: readonly number[];
  readonly #byName = new Map<string, Histogram>();

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
  }
  /** Tells of these before anything was observed. */
  begin(names: readonly string[]): void {
    for (const name of names) this.#byName.set(name, new Histogram(this.#bounds));
  }
  observe(name: string, value: number): void {
    let known = this.#byName.get(name);
    if (!known) {
      known = new Histogram(this.#bounds);
      this.#byName.set(name, known);
    }
    known.observe(value);
  }
  entries(): Iterable<[string, Histogram]> {
    return this.#byName;
  }
}
