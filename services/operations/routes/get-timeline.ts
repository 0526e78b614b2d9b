import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { HANDLINGS_KEPT, handlingsInOrder } from "../domain/handling.ts";
import { inOrder, TIMELINE_KEPT } from "../domain/timeline.ts";
import type { operations } from "../service.ts";

export const getTimeline: Answers<typeof operations, "getTimeline"> = async ({ params }, { state, ports }) => {
  const { orderId } = params;
  const [entries, handlings] = await Promise.all([
    state.timeline.read(orderId, { limit: TIMELINE_KEPT }),
    state.handlings.read(orderId, { limit: HANDLINGS_KEPT }),
  ]);
  if (entries.length === 0) throw new Problem("timeline-unknown");
  const story = inOrder(entries.map(({ value }) => value));
  const traceIds = new Set(story.map(({ traceparent }) => traceparent.slice(3, 35)));
  return {
    body: {
      orderId,
      entries: story,
      handlings: handlingsInOrder(handlings.map(({ value }) => value)),
      spans: [...traceIds].flatMap((traceId) => ports.traceOf?.(traceId) ?? []),
    },
  };
};
