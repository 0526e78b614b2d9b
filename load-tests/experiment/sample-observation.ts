// An experiment in which all went well, for tests to change.
import type { Observation, PhaseFigures } from "./observation.ts";

const figures: PhaseFigures = {
  customers: 100,
  accepted: 100,
  sentAgain: 7,
  acceptP50: 5,
  acceptP99: 40,
  otherAnswers: {},
  problems: {},
  finishP50: 100,
  finishP99: 900,
};
export const phase = (change: Partial<PhaseFigures> = {}): PhaseFigures => ({ ...figures, ...change });

export function observation(change: Partial<Observation> = {}): Observation {
  return {
    phases: { before: phase(), during: phase(), after: phase() },
    brokenAt: 10_000,
    wholeAt: 20_000,
    loadedUntil: 29_000,
    endedAt: 30_000,
    blows: [{ at: 10_500, what: "inventory is killed" }],
    recovery: 4_000,
    quietAfter: 1_000,
    samples: [0, 10_000, 20_000, 30_000].map((at) => ({
      at,
      lag: { inventory: at === 20_000 ? 50 : 0, order: 0 },
      replicas: { inventory: at === 10_000 ? 0 : 1, order: 1 },
      silent: at === 10_000 ? ["inventory"] : [],
    })),
    acceptedEach: [10, 10, 10],
    finishedEach: [9, 10, 11],
    orders: 300,
    violations: [],
    left: [],
    letters: 0,
    desk: [],
    mails: { arrived: 900, again: 0 },
    promised: 300,
    came: 300,
    repeated: { sent: 20, told: 15, same: 15 },
    refusals: { "no JSON": { sent: 12, judged: 10, right: 10 } },
    slack: 1,
    compared: {},
    ...change,
  };
}
