import type { Case } from "../case.ts";
import { allHandled, seconds } from "../outcomes.ts";
import { readFromTheStart } from "../plain-dapr/questions/absence.ts";

/** Where the broker itself has forgotten, the publishers' journals have not. */
export const newGroup: Case = {
  title: "a service that nobody knew is added and reads from the start",
  expected: allHandled(0),
  async run(bench) {
    const earlier = bench.accepted;
    await bench.join("newcomer");
    const ready = performance.now();
    const doubled = await bench.untilHandled("newcomer", earlier);
    return {
      outcome: allHandled(doubled),
      measured: {
        "a new consumer group has heard everything from before it after": seconds(performance.now() - ready),
      },
    };
  },
  plain: readFromTheStart,
};
