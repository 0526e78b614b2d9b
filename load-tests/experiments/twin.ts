// The same order and the same question by blocking calls, by events, and from a read model, while the same services are away.
import type { Way } from "../experiment/comparison.ts";
import {
  answersAll,
  answersAsFastAsBefore,
  answersNone,
  mailsArriveOnce,
  recoversWithin,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { Fault } from "../experiment/fault.ts";
import { pause } from "../experiment/pause.ts";
import type { Target } from "../targets/target.ts";
import { Twin } from "../twin/twin.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

const AWAY = ["inventory", "product"] as const;
const USER = "user-5678";
const PATIENCE = 10_000;
const ORDER_BLOCKING = "order, blocking calls";
const ORDER_EVENTS = "order, events";
const HISTORY_BLOCKING = "history, blocking calls";
const HISTORY_EVENTS = "history, asked over the bus";
const HISTORY_READ_MODEL = "history, read model";

const twin = new Twin();
const bothAway: Fault = {
  says: `${AWAY.join(" and ")} are away, of the platform and of its twin`,
  async run(target, { seconds, note, signal }) {
    note(bothAway.says);
    try {
      // The twin, which is quick to go and to come, is away for at least as long, so that nobody is better off for it.
      await Promise.all(AWAY.map((name) => twin.away(name)));
      await Promise.all(AWAY.map((name) => target.stop(name)));
      await pause(seconds * 1_000, signal);
    } finally {
      await Promise.all(AWAY.map((name) => target.start(name)));
      await Promise.all(AWAY.map((name) => twin.back(name)));
    }
  },
};
const send = async (url: string, body?: object): Promise<boolean> => {
  const content = body && {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  };
  const response = await fetch(url, { ...content, signal: AbortSignal.timeout(PATIENCE) });
  await response.body?.cancel();
  return response.ok;
};
const order = ({ url }: Target, number: number): Promise<boolean> => {
  const userId = `twin-${number}`;
  const items = [{ sku: "SKU-2", quantity: 1 }];
  return send(`${url}/orders`, { userId, customerEmail: `${userId}@example.com`, items });
};
const ways: readonly Way[] = [
  { name: ORDER_BLOCKING, ask: () => send(`${twin.urlOf("order")}/orders`, { userId: USER, sku: "SKU-2" }) },
  { name: ORDER_EVENTS, ask: order },
  { name: HISTORY_BLOCKING, ask: () => send(`${twin.urlOf("order")}/history/${USER}`) },
  { name: HISTORY_EVENTS, ask: ({ url }) => send(`${url}/order-history/${USER}?via=events`) },
  { name: HISTORY_READ_MODEL, ask: ({ url }) => send(`${url}/order-history/${USER}`) },
];

export const twinExperiment: Experiment = {
  name: "twin",
  hypothesis:
    "While services are away, blocking calls fail; orders by events are accepted and the read model answers, as before. Questions over the bus are shown beside them.",
  steadyState: STEADY_STATE,
  fault: bothAway,
  load: { ...STEADY_LOAD, rate: 10 },
  phases: { before: 15, fault: 30, after: 20 },
  short: { before: 10, fault: 15, after: 10 },
  holds: [
    answersNone(ORDER_BLOCKING),
    answersNone(HISTORY_BLOCKING),
    answersAll(ORDER_EVENTS),
    answersAsFastAsBefore(ORDER_EVENTS),
    answersAll(HISTORY_READ_MODEL),
    answersAsFastAsBefore(HISTORY_READ_MODEL),
    recoversWithin(60),
    mailsArriveOnce,
    ...ALWAYS,
  ],
  compared: { start: () => twin.start(), ways, close: () => twin.close() },
  on: ["self-hosted"],
};
