import { describe, expect, it } from "vitest";
import type { Letter } from "#tools/load/operator.ts";
import * as expectations from "./expectation.ts";
import type { Observation } from "./observation.ts";
import { observation, phase } from "./sample-observation.ts";

const { nothingLostNothingDoubled, everyCustomerIsServed, acceptsAsFastAsBefore } = expectations;
const during = (change: Parameters<typeof phase>[0]): Partial<Observation> => ({
  phases: { before: phase(), during: phase(change), after: phase() },
});
const replicas = (inventory: number, order: number, at = 15_000) => ({
  at,
  lag: {},
  replicas: { inventory, order },
  silent: [],
});
const asked = (count: number, answered: number): Partial<Observation> => {
  const figures = { asked: count, answered, p50: 1, p99: 2 };
  return { compared: { a: { before: figures, during: figures, after: figures } } };
};
const took = (before: number, inFault: number): Partial<Observation> => {
  const of = (p99: number) => ({ asked: 9, answered: 9, p50: 1, p99 });
  return { compared: { a: { before: of(before), during: of(inFault), after: of(before) } } };
};
const start = replicas(1, 1, 0);
const FEWEST = new Map([
  ["inventory", 0],
  ["order", 1],
]);
const onlyInventory = expectations.onlyScales("inventory", FEWEST);
const letter = (service: string, change: Partial<Letter> = {}): Letter => ({
  id: `${service}~1`,
  service,
  event: "OrderCreated",
  problem: "event-invalid",
  reason: "It has no items.",
  attempts: 1,
  ...change,
});
/** One of each of two services that handle it, at one blow. */
const [ofBilling, ofPricing] = [letter("billing"), letter("pricing")];
const lettersForTwo = expectations.lettersFor("OrderCreated", 1, ["billing", "pricing"]);
/** Nobody could say who there is. */
const end = { ...start, at: 21_000, replicas: {} };

/** What must hold, where it holds, and where it does not. */
const CASES: [expectations.Expectation, Partial<Observation>, Partial<Observation>][] = [
  [expectations.acceptsWithin("during", 250), {}, during({ acceptP99: 251 })],
  [expectations.acceptsWithin("during", 250), { ...during({ acceptP99: 500 }), slack: 2 }, during({ acceptP99: 500 })],
  [expectations.acceptsWithin("during", 250), {}, during({ acceptP99: undefined })],
  [expectations.finishesWithin("during", 1_000), {}, during({ finishP99: Infinity })],
  [acceptsAsFastAsBefore, during({ acceptP99: 250 }), during({ acceptP99: 251 })],
  [everyCustomerIsServed, {}, during({ accepted: 99 })],
  [
    everyCustomerIsServed,
    {},
    {
      phases: {
        before: phase({ customers: 0, accepted: 0 }),
        during: phase({ customers: 0, accepted: 0 }),
        after: phase({ customers: 0, accepted: 0 }),
      },
    },
  ],
  [
    expectations.nobodyIsRefused("during"),
    during({ otherAnswers: { 409: 1 } }),
    during({ otherAnswers: { 404: 1, 409: 1 } }),
  ],
  [expectations.nobodyIsRefused("during"), {}, during({ otherAnswers: { 503: 1 } })],
  [expectations.refusesOnlyWith(503), during({ otherAnswers: { 503: 9 } }), during({ otherAnswers: { 500: 1 } })],
  [expectations.everybodyCame, {}, { came: 290 }],
  [expectations.loadOutlastsFault, {}, { loadedUntil: 19_999 }],
  [
    expectations.loadOutlastsFault,
    {},
    { phases: { before: phase(), during: phase(), after: phase({ customers: 0 }) } },
  ],
  [expectations.mailsArriveOnce, { mails: undefined }, { mails: { arrived: 900, again: 1 } }],
  [expectations.mailsArriveOnce, {}, { mails: { arrived: 0, again: 0 } }],
  [
    expectations.mailsArriveOnce,
    { mails: undefined },
    { mails: undefined, whyNotArrived: "no pod of smtp-server is ready" },
  ],
  [expectations.repeatsNameTheSameOrder, {}, { repeated: { sent: 20, told: 15, same: 14 } }],
  [expectations.repeatsNameTheSameOrder, {}, { repeated: { sent: 0, told: 0, same: 0 } }],
  [expectations.refusesWhatIsWrong, {}, { refusals: {} }],
  [expectations.refusesWhatIsWrong, {}, { refusals: { "no JSON": { sent: 12, judged: 10, right: 9 } } }],
  [expectations.refusesWhatIsWrong, {}, { refusals: { "no JSON": { sent: 12, judged: 0, right: 0 } } }],
  [expectations.isRefusedWith(429, "during", "Too many"), during({ otherAnswers: { 429: 1 } }), {}],
  [
    expectations.isRefusedBecause("outbox-full", "during", "Too many"),
    during({ otherAnswers: { 503: 2 }, problems: { "outbox-full": 1 } }),
    during({ otherAnswers: { 503: 2 }, problems: { "store-full": 1 } }),
  ],
  [expectations.recoversWithin(4), {}, { recovery: 4_001 }],
  [expectations.recoversWithin(4), {}, { recovery: undefined }],
  [expectations.recoversWithin(4), { recovery: 7_999, slack: 2 }, { recovery: 8_001, slack: 2 }],
  [expectations.struckAtLeast(1), {}, { blows: [] }],
  [nothingLostNothingDoubled, {}, { violations: ["I1 every accepted order exists once: 1 is not there"] }],
  [nothingLostNothingDoubled, {}, { left: ["inventory: 4 outbox"] }],
  [nothingLostNothingDoubled, {}, { orders: 0 }],
  [expectations.noGoodEventDied, {}, { letters: 1 }],
  [lettersForTwo, { desk: [ofBilling, ofPricing] }, { desk: [ofBilling] }],
  [lettersForTwo, { desk: [ofBilling, ofPricing] }, { desk: [ofBilling, ofBilling] }],
  [lettersForTwo, { desk: [ofBilling, ofPricing] }, { desk: [ofBilling, ofPricing, letter("loyalty")] }],
  [lettersForTwo, { desk: [ofBilling, ofPricing] }, { desk: [ofBilling, letter("pricing", { reason: " " })] }],
  [lettersForTwo, { desk: [ofBilling, ofPricing] }, { desk: [ofBilling, letter("pricing", { event: "OrderPriced" })] }],
  [lettersForTwo, { desk: [ofBilling, ofPricing] }, { desk: [ofBilling, letter("pricing", { attempts: 2 })] }],
  [lettersForTwo, { desk: [ofBilling, ofPricing] }, { desk: [], blows: [] }],
  [expectations.answersAll("a"), asked(3, 3), asked(3, 2)],
  [expectations.answersAll("a"), asked(3, 3), {}],
  [expectations.answersAsFastAsBefore("a"), took(300, 600), took(300, 601)],
  [expectations.answersAsFastAsBefore("a"), took(1, 250), {}],
  [expectations.answersNone("a"), asked(40, 2), asked(40, 3)],
  [onlyInventory, { samples: [start, replicas(3, 1)] }, { samples: [start, replicas(3, 2)] }],
  [onlyInventory, { samples: [start, replicas(2, 1)] }, { samples: [start, replicas(1, 1)] }],
  [
    onlyInventory,
    { samples: [start, replicas(3, 1), replicas(3, 4, 20_000), end] },
    { samples: [start, replicas(1, 1), replicas(3, 1, 20_000), end] },
  ],
  // What others have gained in the warm-up is more than their fewest; one that wakes has one.
  [onlyInventory, { samples: [replicas(0, 0, 0), replicas(3, 1)] }, { samples: [replicas(1, 2, 0), replicas(3, 2)] }],
  // So is what the service itself had before.
  [onlyInventory, { samples: [replicas(2, 1, 0), replicas(3, 1)] }, { samples: [replicas(3, 1, 0), replicas(3, 1)] }],
  [
    expectations.onlyScales("inventory", new Map([["order", 2]])),
    { samples: [replicas(1, 2, 0), replicas(3, 2)] },
    { samples: [replicas(1, 3, 0), replicas(3, 3)] },
  ],
];

describe("An expectation", () => {
  it.each(CASES)("$says", ({ judge, says }, good, bad) => {
    expect(judge(observation(good))).toMatchObject({ isKept: true, seen: expect.stringMatching(/./) });
    expect(judge(observation(bad))).toMatchObject({ isKept: false, seen: expect.stringMatching(/./) });
    expect(says).toMatch(/^.*\.$/);
  });
  it("says never of an order that never ends", () => {
    const { judge } = expectations.finishesWithin("during", 1_000);
    expect(judge(observation(during({ finishP99: Infinity }))).seen).toBe("never");
  });
  it("says that it was not judged, where nobody counts mails", () => {
    expect(expectations.mailsArriveOnce.judge(observation({ mails: undefined })).seen).toMatch(/^not judged/);
  });
  it("has a case here, whichever it is", () => {
    const named = new Set(CASES.map(([{ says }]) => says.replaceAll(/\d+/g, "")));
    // judgeAll judges, all others are expectations or make one.
    expect(named.size).toBe(Object.keys(expectations).length - 1);
  });
});
