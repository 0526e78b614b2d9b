import type { Answers } from "#platform/declare/implementation.ts";
import type { operations } from "../service.ts";

export const listFigures: Answers<typeof operations, "listFigures"> = async ({ query }, { state }) => {
  const { after, limit } = query;
  const range = after === undefined ? { limit, reverse: true } : { limit, after };
  const found = await state.figures.read("all", range);
  const entries = after === undefined ? found.toReversed() : found;
  return { body: { figures: entries.map(({ value }) => value), next: entries.at(-1)?.cursor ?? after ?? 0 } };
};
