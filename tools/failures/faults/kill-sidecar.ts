// A sidecar ends with events in its hands; its service runs on.
import { between, pick } from "#platform/simulate/seeded-random.ts";
import { type Fault, namesOf } from "./fault.ts";

export const killSidecar: Fault = {
  name: "sidecar killed",
  async strike(platform, random) {
    const name = pick(random, namesOf(platform));
    const lasts = between(random, 0, 3_000);
    await platform.sidecars.kill(name);
    return { target: `${name}'s sidecar`, lasts, mend: () => platform.sidecars.start(name) };
  },
};
