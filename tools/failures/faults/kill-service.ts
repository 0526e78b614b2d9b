// A service ends in the middle of whatever it does, and is started again soon.
import { between, pick } from "#platform/simulate/seeded-random.ts";
import { type Fault, namesOf } from "./fault.ts";

export const killService: Fault = {
  name: "service killed",
  async strike(platform, random) {
    const name = pick(random, namesOf(platform));
    const lasts = between(random, 0, 3_000);
    await platform.services.kill(name);
    return { target: name, lasts, mend: () => platform.services.start(name) };
  },
};
