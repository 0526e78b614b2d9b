// The store of all services ends at once: nothing can be accepted until it is back, and nothing that was accepted is gone.
import { between } from "#platform/simulate/seeded-random.ts";
import { type Fault } from "./fault.ts";

export const killStore: Fault = {
  name: "store killed",
  async strike({ store }, random) {
    const lasts = between(random, 0, 5_000);
    await store.kill();
    return { target: "the store", lasts, mend: () => store.start() };
  },
};
