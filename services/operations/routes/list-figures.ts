import type { Answers } from "#platform/declare/implementation.ts";
import type { operations } from "../service.ts";

export const listFigures: Answers<typeof operations, "listFigures"> = async ({ query }, { state }) => {
  const { after, limit } = query;
  const [newest] = await state.figures.read("all", { limit: 1, reverse: true });
  const last = newest?.cursor ?? 0;
  // A cursor beyond the newest is from before the store was emptied: all that there is now is new to this client.
  const isContinued = after !== undefined && after <= last;
  const found = await state.figures.read("all", isContinued ? { limit, after } : { limit, reverse: true });
  const entries = isContinued ? found : found.toReversed();
  return { body: { figures: entries.map(({ value }) => value), next: entries.at(-1)?.cursor ?? last } };
};
