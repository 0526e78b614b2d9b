// Whether the store takes commits, as of the last look: while it is away or full, no event may be taken in.
import { SECOND } from "../declare/duration.ts";
import { type Clock, sleep } from "./clock.ts";
import type { Log } from "./log.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { Store } from "./store/port.ts";

const PAUSE = SECOND / 2;
/** Longer than the answer of a healthy store takes to get through a service that has more to do than it can. */
const PATIENCE = 3 * SECOND;

export class StoreWatch {
  isAway = false;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #loop: Loop;

  constructor(name: string, store: Store, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#loop = startLoop(`${name}/store`, PAUSE, clock, log, () => this.#look());
  }
  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #look(): Promise<void> {
    const asked = this.#store.probe().then(
      () => false,
      () => true,
    );
    const isAway = await Promise.race([asked, sleep(this.#clock, PATIENCE).then(() => true)]);
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    if (isAway) this.#log.warn({}, "The store is away or full; no events are taken in.");
    else this.#log.info({}, "The store takes commits again.");
  }
}
