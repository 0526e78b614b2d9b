// The broker ends and comes back with nothing: whatever was on its way is gone.
import type { Fault } from "./fault.ts";

export const wipeBroker: Fault = {
  name: "broker wiped empty",
  async strike({ broker }) {
    await broker.kill();
    return { target: "the broker", lasts: 0, mend: () => broker.wipe() };
  },
};
