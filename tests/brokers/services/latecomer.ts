// Two services that come after the others, and only count what they hear.
import { implement, type Service } from "#platform/declare/implementation.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { PurchaseMade } from "./events.ts";
import { HandledView, handledState, TimesQuery, TimesView, timesOf } from "./handled.ts";

const latecomer = <const Name extends string>(name: Name, summary: string) =>
  defineService({
    name,
    summary,
    reactions: { onPurchaseMade: on(PurchaseMade) },
    routes: {
      getHandled: get(`/${name}/:purchaseId`, { summary: "How often it was heard of.", reply: HandledView }),
      listTimes: get(`/${name}`, { summary: "How often each was heard of.", query: TimesQuery, reply: TimesView }),
    },
    state: handledState(),
  });

export const sleeper = latecomer("sleeper", "Is declared, and first started when much has happened.");
export const newcomer = latecomer("newcomer", "Is added to a system that runs and has never heard of it.");

export const implementLatecomer = (declaration: typeof sleeper | typeof newcomer): Service =>
  implement(declaration as typeof sleeper, {
    reactions: {
      onPurchaseMade: async ({ traceparent, data: { purchaseId } }, { state }) => {
        state.times.add(purchaseId, 1);
        state.trace.set(purchaseId, { traceparent });
        return [];
      },
    },
    routes: {
      listTimes: async ({ query }, { state }) => timesOf(query.ids, state.times),
      getHandled: async ({ params: { purchaseId } }, { state }) => ({
        body: { times: await state.times.get(purchaseId), ...(await state.trace.get(purchaseId)) },
      }),
    },
  });
