// What must hold, each a sentence with a judgement and what was seen: a verdict that names its reasons.
import { type Observation, PHASES, type Phase } from "./observation.ts";

export interface Judgement {
  readonly isKept: boolean;
  readonly seen: string;
}
export interface Expectation {
  readonly says: string;
  readonly judge: (observation: Observation) => Judgement;
}
export interface Judged extends Judgement {
  readonly says: string;
}
export const judgeAll = (expectations: readonly Expectation[], observation: Observation): Judged[] =>
  expectations.map(({ says, judge }) => ({ says, ...judge(observation) }));

const milliseconds = (value: number | undefined): string =>
  value === undefined ? "nothing" : `${Math.round(value)} ms`;
const seconds = (value: number | undefined): string =>
  value === undefined ? "not in all the time that there was" : `${(value / 1_000).toFixed(1)} s`;
const FAST = 250;
const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  before: "before the fault",
  during: "during the fault",
  after: "after the fault",
};

export const acceptsWithin = (phase: Phase, limit: number): Expectation => ({
  says: `Of 100 orders that are accepted ${PHASE_WORDS[phase]}, 99 are within ${limit} ms.`,
  judge({ phases }) {
    const { acceptP99 } = phases[phase];
    return { isKept: acceptP99 !== undefined && acceptP99 <= limit, seen: milliseconds(acceptP99) };
  },
});
/** A machine that is busy with other things is as slow without the fault. */
export const acceptsAsFastAsBefore: Expectation = {
  says: `Orders are accepted as fast during the fault: the slowest of 100 takes ${FAST} ms, or at most twice what it took before.`,
  judge({ phases }) {
    const [before, during] = [phases.before.acceptP99, phases.during.acceptP99];
    const isKept = before !== undefined && during !== undefined && during <= Math.max(FAST, 2 * before);
    return { isKept, seen: `${milliseconds(before)} before, ${milliseconds(during)} during` };
  },
};
export const finishesWithin = (phase: Phase, limit: number): Expectation => ({
  says: `Of 100 orders that are accepted ${PHASE_WORDS[phase]}, 99 have ended within ${limit / 1_000} s.`,
  judge({ phases }) {
    const { finishP99 } = phases[phase];
    return { isKept: finishP99 !== undefined && finishP99 <= limit, seen: milliseconds(finishP99) };
  },
});
export const everyCustomerIsServed: Expectation = {
  says: "Every customer who insists is told in the end that the order is accepted.",
  judge({ phases }) {
    const missing = PHASES.reduce((sum, phase) => sum + phases[phase].customers - phases[phase].accepted, 0);
    const customers = PHASES.reduce((sum, phase) => sum + phases[phase].customers, 0);
    return { isKept: missing === 0 && customers > 0, seen: `${customers - missing} of ${customers}` };
  },
};
/** A refusal is an answer other than 202, or none. */
export const nobodyIsRefused = (...phases: readonly Phase[]): Expectation => ({
  says: `No request is refused ${phases.map((phase) => PHASE_WORDS[phase]).join(" or ")}.`,
  judge(observation) {
    const refused = phases.flatMap((phase) => Object.entries(observation.phases[phase].otherAnswers));
    const seen = refused.map(([status, count]) => `${count} × ${status}`).join(", ") || "none";
    return { isKept: refused.length === 0, seen };
  },
});
export const refusesOnlyWith = (...statuses: readonly number[]): Expectation => ({
  says: `Whoever is not accepted at once is answered with ${statuses.join(" or ")}.`,
  judge({ phases }) {
    const refused = PHASES.flatMap((phase) => Object.entries(phases[phase].otherAnswers));
    const stray = refused.filter(([status]) => !statuses.includes(Number(status)));
    const seen = refused.map(([status, count]) => `${count} × ${status === "0" ? "no answer" : status}`).join(", ");
    return { isKept: stray.length === 0, seen: seen || "all were accepted at once" };
  },
});
export const isRefusedWith = (status: number, phase: Phase, why: string): Expectation => ({
  says: `${why}: ${status} ${PHASE_WORDS[phase]}.`,
  judge({ phases }) {
    const count = phases[phase].otherAnswers[String(status)] ?? 0;
    return { isKept: count > 0, seen: `${count} times` };
  },
});
export const recoversWithin = (limit: number): Expectation => ({
  says: `${limit} s after all is whole again nobody waits for what the fault held up.`,
  judge: ({ recovery }) => ({ isKept: recovery !== undefined && recovery <= limit * 1_000, seen: seconds(recovery) }),
});
export const struckAtLeast = (times: number): Expectation => ({
  says: `The fault struck at least ${times} times.`,
  judge: ({ blows }) => ({ isKept: blows.length >= times, seen: `${blows.length} times` }),
});
/** The auditor's verdict over all books, with what k6 says that it sent. */
export const nothingLostNothingDoubled: Expectation = {
  says: "Nothing is lost, nothing is done twice, and no work is left: the auditor finds every promise kept.",
  judge({ violations, left, orders }) {
    const wrong = [...violations, ...left];
    const seen = wrong.length === 0 ? `${orders} orders, all in order` : wrong.slice(0, 3).join("; ");
    return {
      isKept: wrong.length === 0 && orders > 0,
      seen: wrong.length > 3 ? `${seen} and ${wrong.length - 3} more` : seen,
    };
  },
};
/** `each`: bad events with each blow. Every consumer of their topic gives each of them up. */
/** `each`: bad events a blow; `services`: how many handle their topic. */
export const lettersFor = (each: number, services: number): Expectation => ({
  says: "Every bad event became a dead letter in each service that handles its topic, and nowhere else.",
  judge({ letters, blows }) {
    const bad = blows.length * each;
    const seen = `${letters} letters for ${bad} bad events in ${services} services`;
    return { isKept: bad > 0 && letters === bad * services, seen };
  },
});
export const answersAll = (way: string): Expectation => ({
  says: `${way}: everybody who asks during the fault gets an answer.`,
  judge({ compared }) {
    const { asked = 0, answered = 0 } = compared[way]?.during ?? {};
    return { isKept: asked > 0 && answered === asked, seen: `${answered} of ${asked}` };
  },
});
/** What began at the very edge of the fault may still have been answered. */
export const answersNone = (way: string): Expectation => ({
  says: `${way}: hardly anybody who asks during the fault gets an answer.`,
  judge({ compared }) {
    const { asked = 0, answered = 0 } = compared[way]?.during ?? {};
    return { isKept: asked > 0 && answered <= asked / 2, seen: `${answered} of ${asked}` };
  },
});
export const onlyScales = (service: string): Expectation => ({
  says: `${service} gets replicas, and no other service does.`,
  judge({ samples, brokenAt }) {
    const most = (name: string, from: number, to: number): number =>
      Math.max(0, ...samples.filter(({ at }) => at >= from && at < to).map(({ replicas }) => replicas[name] ?? 0));
    const names = Object.keys(samples.at(-1)?.replicas ?? {});
    const grown = names.filter((name) => most(name, brokenAt, Infinity) > Math.max(1, most(name, 0, brokenAt)));
    const seen = grown.map((name) => `${name} ${most(name, brokenAt, Infinity)}`).join(", ") || "nobody";
    return { isKept: grown.length === 1 && grown[0] === service, seen };
  },
});
