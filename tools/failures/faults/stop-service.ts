// A service is stopped in order and stays away for a while: its events wait for it.
import { between, pick } from "#platform/simulate/seeded-random.ts";
import { type Fault, namesOf } from "./fault.ts";

export const stopService: Fault = {
  name: "service stopped",
  async strike(platform, random) {
    const name = pick(random, namesOf(platform));
    const lasts = between(random, 3_000, 12_000);
    await platform.services.stop(name);
    return { target: name, lasts, mend: () => platform.services.start(name) };
  },
};
