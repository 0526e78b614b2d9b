import { emit } from "#platform/declare/event.ts";
import { implement } from "#platform/declare/implementation.ts";
import { serve } from "#platform/runtime/serve.ts";
import { beginAttempt } from "../attempts.ts";
import { withCrashPoints } from "../crash-points.ts";
import { PurchasePacked } from "../events.ts";
import { timesOf } from "../handled.ts";
import { meetTrouble } from "../meet-trouble.ts";
import { packer } from "./service.ts";

const service = implement(packer, {
  reactions: {
    onPurchaseMade: async ({ id, traceparent, data: { purchaseId, trouble } }, { state, ports }) => {
      await meetTrouble(id, ports.beginAttempt(purchaseId), trouble);
      state.times.add(purchaseId, 1);
      state.trace.set(purchaseId, { traceparent });
      return [emit(PurchasePacked, { purchaseId })];
    },
  },
  ports: ({ settings }) => ({
    beginAttempt: (purchaseId) => beginAttempt(settings.ATTEMPTS_FOLDER, packer.name, purchaseId),
  }),
  routes: {
    listPackages: async ({ query }, { state }) => timesOf(query.ids, state.times),
    getPackage: async ({ params: { purchaseId } }, { state }) => ({
      body: { times: await state.times.get(purchaseId), ...(await state.trace.get(purchaseId)) },
    }),
  },
});

await serve(service, [], withCrashPoints);
