import { Problem } from "#contracts/problems.ts";
import { emit } from "#platform/declare/event.ts";
import { implement } from "#platform/declare/implementation.ts";
import { serve } from "#platform/runtime/serve.ts";
import { PageTurned, PurchaseMade } from "../events.ts";
import { PARTNERS_FACTS, shop } from "./service.ts";

const factOf = ({ event, data }: { event: string; data: object }) => {
  const type = PARTNERS_FACTS.find(({ name }) => name === event);
  if (!type) throw new Problem("request-invalid", { detail: `${event} is no partner's fact.` });
  return emit(type, data as never);
};

await serve(
  implement(shop, {
    routes: {
      buy: async ({ body: { purchaseIds, trouble } }, { state }) => {
        for (const purchaseId of purchaseIds) state.purchase.set(purchaseId, { purchaseId });
        const facts = purchaseIds.map((purchaseId) => emit(PurchaseMade, { purchaseId, ...(trouble && { trouble }) }));
        return { body: { purchaseIds }, facts };
      },
      getPurchase: async ({ params: { purchaseId } }, { state }) => {
        const purchase = await state.purchase.get(purchaseId);
        if (!purchase) throw new Problem("order-unknown");
        return { body: purchase };
      },
      tellFacts: async ({ body }) => ({ facts: body.facts.map(factOf) }),
      turnPages: async ({ body: { book, pages } }, conversation) => {
        for (let page = 1; page <= pages; page += 1)
          await conversation.transact(async () => ({ value: undefined, facts: [emit(PageTurned, { book, page })] }));
        return {};
      },
    },
  }),
);
