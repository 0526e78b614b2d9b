import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { inOrder, TIMELINE_KEPT } from "../domain/timeline.ts";
import type { operations } from "../service.ts";

export const getTimeline: Answers<typeof operations, "getTimeline"> = async ({ params }, { state }) => {
  const { orderId } = params;
  const entries = await state.timeline.read(orderId, { limit: TIMELINE_KEPT });
  if (entries.length === 0) throw new Problem("timeline-unknown");
  return { body: { orderId, entries: inOrder(entries.map(({ value }) => value)) } };
};
