import type { Answers } from "#platform/declare/implementation.ts";
import { summaryOf, TOTALS } from "../domain/summary.ts";
import type { analytics } from "../service.ts";

export const getSummary: Answers<typeof analytics, "getSummary"> = async (_request, { state }) => ({
  body: summaryOf(await state.totals.getMany(TOTALS)),
});
