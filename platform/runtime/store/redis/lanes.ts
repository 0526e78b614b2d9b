// Several connections to one server. In a turn it reads 16 KB of each and then waits for the disk before it answers any of
// them: over a single one, a busy service would get a handful of commits into a turn, however many it has to do.
import type { Connection } from "./connection.ts";

/** What needs the server, and does not care over which connection. */
export type Sender = Pick<Connection, "send">;
type Lane = Pick<Connection, "send" | "isReady" | "unanswered">;

/** About as many commits as the server reads in a turn; fewer need no second connection, which would cost more calls. */
const FULL = 4;

export class Lanes implements Sender {
  readonly #lanes: readonly [Lane, ...Lane[]];

  constructor(lanes: readonly [Lane, ...Lane[]]) {
    this.#lanes = lanes;
  }
  send<T>(command: readonly string[]): Promise<T> {
    return this.#next().send<T>(command);
  }
  /** The first that has room; when none has, the emptiest. One that is not connected only when all are not. */
  #next(): Lane {
    let [best] = this.#lanes;
    for (const lane of this.#lanes) {
      if (!lane.isReady) continue;
      if (lane.unanswered < FULL) return lane;
      if (!best.isReady || lane.unanswered < best.unanswered) best = lane;
    }
    return best;
  }
}
