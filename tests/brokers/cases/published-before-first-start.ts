import type { Case } from "../case.ts";
import { allHandled } from "../outcomes.ts";
import { publishedBeforeFirstStart as plainly } from "../plain-dapr/questions/absence.ts";

export const publishedBeforeFirstStart: Case = {
  title: "events published before their consumer ever ran",
  expected: allHandled(0),
  async run(bench) {
    const earlier = bench.accepted;
    await bench.join("sleeper");
    return { outcome: allHandled(await bench.untilHandled("sleeper", earlier)) };
  },
  plain: plainly,
};
