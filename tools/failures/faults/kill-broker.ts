// The broker ends at once, and comes back with what it had on its disk.
import { between } from "#platform/simulate/seeded-random.ts";
import { type Fault } from "./fault.ts";

export const killBroker: Fault = {
  name: "broker killed",
  async strike({ broker }, random) {
    const lasts = between(random, 0, 5_000);
    await broker.kill();
    return { target: "the broker", lasts, mend: () => broker.start() };
  },
};
