// Faults of one service that a person has switched on: they stand in its store, so that every replica obeys, also one that starts later.
import { MINUTE } from "../declare/duration.ts";
import { type FaultSettings, NO_FAULTS } from "../declare/fault-settings.ts";
import { type Clock, sleep } from "./clock.ts";
import type { Store } from "./store/port.ts";

const STATE = "$faults";
const ID = "switch";
/** Nobody has to remember to switch them off. */
const KEPT = 15 * MINUTE;

export class FaultSwitch {
  readonly #store: Store;
  readonly #clock: Clock;
  #settings: FaultSettings = NO_FAULTS;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }
  get settings(): FaultSettings {
    return this.#settings;
  }
  async set(settings: FaultSettings): Promise<void> {
    const write = { kind: "set", state: STATE, id: ID, value: settings, schemaNumber: 1, keepFor: KEPT } as const;
    await this.#store.commit({ reads: [], changes: { writes: [write], events: [] }, claim: 0 });
    this.#settings = settings;
  }
  /** What another replica was told. */
  async look(): Promise<void> {
    const [stored] = await this.#store.records(STATE, [ID]);
    this.#settings = (stored?.value as FaultSettings | undefined) ?? NO_FAULTS;
  }
  async beforeHandling(topic: string): Promise<void> {
    const { slow, failing } = this.#settings;
    if (slow > 0) await sleep(this.#clock, slow);
    if (failing.includes(topic)) throw new Error("A fault was switched on: this handler throws.");
  }
}
