// Where the services' books stand: in a simulated world, or behind the doors of a running platform.
import type { Tally } from "#platform/runtime/store/port.ts";

export interface Shelf {
  records<T>(service: string, state: string): Promise<ReadonlyMap<string, T>>;
  counters(service: string, state: string): Promise<ReadonlyMap<string, number>>;
  /** Members of a set of an index, with their scores. */
  members(service: string, state: string, set: string): Promise<ReadonlyMap<string, number>>;
  tally(service: string): Promise<Tally>;
}
