import { implement } from "#platform/declare/implementation.ts";
import { serve } from "#platform/runtime/serve.ts";
import { beginAttempt } from "../attempts.ts";
import { timesOf } from "../handled.ts";
import { cashier } from "./service.ts";

await serve(
  implement(cashier, {
    reactions: {
      onPurchaseMade: async ({ data: { purchaseId } }, { state, settings }) => {
        beginAttempt(settings.ATTEMPTS_FOLDER, cashier.name, purchaseId);
        state.times.add(purchaseId, 1);
        return [];
      },
      onPurchasePacked: async ({ traceparent, data: { purchaseId } }, { state }) => {
        state.trace.set(purchaseId, { traceparent });
        return [];
      },
      onPageTurned: async ({ data: { book, page } }, { state }) => {
        state.pages.append(book, page);
        return [];
      },
    },
    routes: {
      listBills: async ({ query }, { state }) => timesOf(query.ids, state.times),
      getBill: async ({ params: { purchaseId } }, { state }) => ({
        body: { times: await state.times.get(purchaseId), ...(await state.trace.get(purchaseId)) },
      }),
      getPages: async ({ params: { book } }, { state }) => ({
        body: { pages: (await state.pages.read(book, { limit: 1_000 })).map(({ value }) => value) },
      }),
    },
  }),
);
