import type { Answers } from "#platform/declare/implementation.ts";
import { viewOf } from "../domain/dead-letter.ts";
import type { operations } from "../service.ts";

export const listDeadLetters: Answers<typeof operations, "listDeadLetters"> = async ({ query }, { state }) => {
  const { limit, after } = query;
  // One more than asked for shows whether there is a next page.
  const page = { limit: limit + 1, reverse: true, ...(after !== undefined && { after }) };
  const members = await state.deadLetters.range("all", page);
  const ids = members.slice(0, limit).map(({ member }) => member);
  const letters = await state.deadLetter.getMany(ids);
  const deadLetters = letters.filter((letter) => letter !== undefined).map(viewOf);
  const next = members.length > limit ? ids.at(-1) : undefined;
  return { body: { deadLetters, ...(next !== undefined && { next }) } };
};
