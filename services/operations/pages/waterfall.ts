// An order's story as lanes, one for each service: what it had in hand, and what it said.
export interface Entry {
  readonly id: string;
  readonly event: string;
  readonly at: number;
  readonly service: string;
  readonly causationid: string;
  readonly traceparent: string;
  readonly reason?: string;
}
export interface Handling {
  readonly service: string;
  readonly eventId: string;
  readonly topic: string;
  readonly at: number;
  readonly took: number;
  readonly attempt: number;
  readonly outcome: "handled" | "retried" | "deadLettered";
}
/** `from` and `size` as shares of the whole, from 0 to 1. */
export interface Bar extends Handling {
  readonly from: number;
  readonly size: number;
}
export interface Mark extends Entry {
  readonly from: number;
}
export interface Lane {
  readonly service: string;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
}
export interface Waterfall {
  readonly start: number;
  /** Milliseconds. */
  readonly length: number;
  readonly lanes: readonly Lane[];
}

export function waterfallOf(entries: readonly Entry[], handlings: readonly Handling[]): Waterfall {
  const starts = [...entries, ...handlings].map(({ at }) => at);
  const ends = [...entries.map(({ at }) => at), ...handlings.map(({ at, took }) => at + took)];
  const start = Math.min(...starts);
  const length = Math.max(1, Math.max(...ends) - start);
  const part = (at: number): number => (at - start) / length;
  const firstSeen = [...entries, ...handlings].toSorted((a, b) => a.at - b.at).map(({ service }) => service);
  const lanes = [...new Set(firstSeen)].map((service) => ({
    service,
    bars: handlings
      .filter((handling) => handling.service === service)
      .map((handling) => ({ ...handling, from: part(handling.at), size: handling.took / length })),
    marks: entries.filter((entry) => entry.service === service).map((entry) => ({ ...entry, from: part(entry.at) })),
  }));
  return { start, length, lanes };
}

export interface Told {
  /** Milliseconds of the handler that said it; undefined for what a request or the clock has caused. */
  readonly took: number | undefined;
  readonly attempts: number;
  readonly because: string;
}

/** From what an event followed: the handling of its cause by its publisher. */
export function originOf(entry: Entry, entries: readonly Entry[], handlings: readonly Handling[]): Told {
  const cause = entries.find(({ id }) => id === entry.causationid);
  const tried = handlings.filter(({ eventId, service }) => eventId === entry.causationid && service === entry.service);
  const last = tried.toSorted((a, b) => a.attempt - b.attempt).at(-1);
  return { took: last?.took, attempts: last?.attempt ?? 1, because: cause?.event ?? "request" };
}
