// What must hold, each a sentence with a judgement and what was seen: a verdict that names its reasons.
import type { ProblemCode } from "#contracts/problems.ts";
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

const milliseconds = (value: number | undefined): string => {
  if (value === undefined) return "nothing";
  return value === Infinity ? "never" : `${Math.round(value)} ms`;
};
const seconds = (value: number | undefined): string =>
  value === undefined ? "not in all the time that there was" : `${(value / 1_000).toFixed(1)} s`;
const FAST = 250;
/** Of the customers whom the load promised. */
const NEARLY_ALL = 0.97;
/** What began at the very edge of the fault may still have been answered. */
const HARDLY_ANY = 0.05;
const loosened = (slack: number): string => (slack === 1 ? "" : `, SLACK=${slack}`);
const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  before: "before the fault",
  during: "during the fault",
  after: "after the fault",
};

export const acceptsWithin = (phase: Phase, limit: number): Expectation => ({
  says: `Of 100 orders that are accepted ${PHASE_WORDS[phase]}, 99 are within ${limit} ms.`,
  judge({ phases, slack }) {
    const { acceptP99 } = phases[phase];
    const isKept = acceptP99 !== undefined && acceptP99 <= limit * slack;
    return { isKept, seen: milliseconds(acceptP99) + loosened(slack) };
  },
});
/** A machine that is busy with other things is as slow without the fault. */
export const acceptsAsFastAsBefore: Expectation = {
  says: `Orders are accepted as fast during the fault: the slowest of 100 takes ${FAST} ms, or at most twice what it took before.`,
  judge({ phases, slack }) {
    const [before, during] = [phases.before.acceptP99, phases.during.acceptP99];
    const isKept = before !== undefined && during !== undefined && during <= Math.max(FAST * slack, 2 * before);
    return { isKept, seen: `${milliseconds(before)} before, ${milliseconds(during)} during${loosened(slack)}` };
  },
};
export const finishesWithin = (phase: Phase, limit: number): Expectation => ({
  says: `Of 100 orders that are accepted ${PHASE_WORDS[phase]}, 99 have ended within ${limit / 1_000} s.`,
  judge({ phases, slack }) {
    const { finishP99 } = phases[phase];
    const isKept = finishP99 !== undefined && finishP99 <= limit * slack;
    return { isKept, seen: milliseconds(finishP99) + loosened(slack) };
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
/** Otherwise the verdict is about another load than the one it names. */
export const everybodyCame: Expectation = {
  says: "As many customers came as the load promises.",
  judge: ({ promised, came }) => ({ isKept: came >= promised * NEARLY_ALL, seen: `${came} of ${promised}` }),
};
export const repeatsNameTheSameOrder: Expectation = {
  says: "Everybody who sends a request again is told of the same order.",
  judge: ({ repeated: { told, same } }) => ({ isKept: told > 0 && same === told, seen: `${same} of ${told}` }),
};
export const refusesWhatIsWrong: Expectation = {
  says: "Every malformed or forged request, of each kind, is refused with the problem that says what is wrong with it.",
  judge({ refusals }) {
    const kinds = Object.entries(refusals);
    const bad = kinds.filter(([, { judged, right }]) => judged === 0 || right < judged);
    const of = ([, { judged, right }]: (typeof kinds)[number]) => `${right} of ${judged}`;
    const right = kinds.reduce((sum, [, each]) => sum + each.right, 0);
    const seen = bad.map((kind) => `${kind[0]}: ${of(kind)}`).join(", ") || `${right}, of ${kinds.length} kinds`;
    return { isKept: kinds.length > 0 && bad.length === 0, seen };
  },
};
/** A fault may take longer than was planned, and its end belongs to what is tried. */
export const loadOutlastsFault: Expectation = {
  says: "Customers come until all is whole again, and afterwards.",
  judge: ({ wholeAt, loadedUntil, phases: { after } }) => ({
    isKept: loadedUntil >= wholeAt && after.customers > 0,
    seen: `until ${seconds(loadedUntil)}, whole after ${seconds(wholeAt)}, ${after.customers} customers afterwards`,
  }),
};
/** That the same request, which a proxy may have sent twice at the same moment, is being worked on. */
const UNDER_WAY = "409";
/** A refusal is an answer other than 202, or none. */
export const nobodyIsRefused = (...phases: readonly Phase[]): Expectation => ({
  says: `No request is refused ${phases.map((phase) => PHASE_WORDS[phase]).join(" or ")}.`,
  judge(observation) {
    const refused = phases.flatMap((phase) => Object.entries(observation.phases[phase].otherAnswers));
    const seen = refused.map(([status, count]) => `${count} × ${status}`).join(", ") || "none";
    return { isKept: refused.every(([status]) => status === UNDER_WAY), seen };
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
/** Which refusal it was: a status alone may have another reason. */
export const isRefusedBecause = (problem: ProblemCode, phase: Phase, why: string): Expectation => ({
  says: `${why}: ${problem} ${PHASE_WORDS[phase]}.`,
  judge({ phases }) {
    const count = phases[phase].problems[problem] ?? 0;
    return { isKept: count > 0, seen: `${count} times` };
  },
});
export const recoversWithin = (limit: number): Expectation => ({
  says: `${limit} s after all is whole again nobody waits for what the fault held up.`,
  judge: ({ recovery, slack }) => ({
    isKept: recovery !== undefined && recovery <= limit * 1_000 * slack,
    seen: seconds(recovery) + loosened(slack),
  }),
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
/** Where nobody kills who sends them or who notes that they are out; otherwise one may come again, under its Message-ID. */
export const mailsArriveOnce: Expectation = {
  says: "No mail comes twice, also under its own Message-ID.",
  judge({ mails, whyNotArrived }) {
    if (mails) return { isKept: mails.arrived > 0 && mails.again === 0, seen: `${mails.again} of ${mails.arrived}` };
    if (whyNotArrived !== undefined) return { isKept: false, seen: `not counted: ${whyNotArrived}` };
    return { isKept: true, seen: "not judged: nobody counts them there" };
  },
};
export const noGoodEventDied: Expectation = {
  says: "No good event became a dead letter.",
  judge: ({ letters }) => ({ isKept: letters === 0, seen: `${letters} letters` }),
};
/** `each`: bad events a blow; `services`: those that handle their topic. */
export const lettersFor = (topic: string, each: number, services: readonly string[]): Expectation => ({
  says: `Every bad ${topic} became a dead letter in each service that handles it, and nowhere else: at the first attempt, with its reason.`,
  judge({ desk, blows }) {
    const bad = blows.length * each;
    const counts = services.map((name) => desk.filter(({ service }) => service === name).length);
    const isEach = counts.every((count) => count === bad) && desk.length === bad * services.length;
    const odd = desk.filter(({ event, reason, attempts }) => event !== topic || reason.trim() === "" || attempts !== 1);
    const seen = `${desk.length} letters for ${bad} bad events in ${services.length} services`;
    const oddly = `, ${odd.length} of them about another event, without a reason, or after more attempts`;
    return { isKept: bad > 0 && isEach && odd.length === 0, seen: odd.length === 0 ? seen : seen + oddly };
  },
});
export const answersAll = (way: string): Expectation => ({
  says: `${way}: everybody who asks during the fault gets an answer.`,
  judge({ compared }) {
    const { asked = 0, answered = 0 } = compared[way]?.during ?? {};
    return { isKept: asked > 0 && answered === asked, seen: `${answered} of ${asked}` };
  },
});
export const answersAsFastAsBefore = (way: string): Expectation => ({
  says: `${way}: answers are as fast during the fault: the slowest of 100 takes ${FAST} ms, or at most twice what it took before.`,
  judge({ compared, slack }) {
    const [before, during] = [compared[way]?.before.p99, compared[way]?.during.p99];
    const isKept = before !== undefined && during !== undefined && during <= Math.max(FAST * slack, 2 * before);
    return { isKept, seen: `${milliseconds(before)} before, ${milliseconds(during)} during${loosened(slack)}` };
  },
});
export const answersNone = (way: string): Expectation => ({
  says: `${way}: hardly anybody who asks during the fault gets an answer.`,
  judge({ compared }) {
    const { asked = 0, answered = 0 } = compared[way]?.during ?? {};
    return { isKept: asked > 0 && answered <= asked * HARDLY_ANY, seen: `${answered} of ${asked}` };
  },
});
/** While it is slow, that is: what comes afterwards may have grown by what was held up. `fewest`: replicas by service; one that may sleep may also be awake. */
export const onlyScales = (service: string, fewest: ReadonlyMap<string, number>): Expectation => ({
  says: `${service} gets replicas, and no other service has more than its fewest.`,
  judge({ samples, brokenAt, wholeAt }) {
    const most = (name: string, from: number, to: number): number =>
      Math.max(0, ...samples.filter(({ at }) => at >= from && at < to).map(({ replicas }) => replicas[name] ?? 0));
    const names = [...new Set(samples.flatMap(({ replicas }) => Object.keys(replicas)))];
    const scaled = names.filter((name) => most(name, brokenAt, wholeAt) > Math.max(1, fewest.get(name) ?? 0));
    // What it had before, the fault has not given it.
    const isGrown = most(service, brokenAt, wholeAt) > most(service, 0, brokenAt);
    const told = (name: string) => `${name} ${most(name, brokenAt, wholeAt)}, ${most(name, 0, brokenAt)} before`;
    const seen = scaled.map(told).join("; ") || "nobody";
    return { isKept: isGrown && scaled.length === 1 && scaled[0] === service, seen };
  },
});
