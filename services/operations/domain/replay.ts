// What an operator may ask publishers to repeat.
import { z } from "zod";
import { OrderId } from "#contracts/shapes/ids.ts";
import type { ReplayRequested } from "#platform/declare/control-events.ts";
import type { DataOf } from "#platform/declare/event.ts";

const Since = z.union([z.int().min(0), z.iso.datetime({ offset: true })], {
  error: "must be milliseconds since 1970 or an RFC 3339 time such as 2026-01-01T00:00:00Z",
});

export const ReplayInput = z
  .strictObject({ since: Since.optional(), orderId: OrderId.optional() })
  .refine(({ since, orderId }) => since !== undefined || orderId !== undefined, "needs since, orderId or both");
export type ReplayInput = z.infer<typeof ReplayInput>;

export const ReplayView = z.object({ scope: z.string(), since: z.number().optional() });

export function replayOf({ since, orderId }: ReplayInput): DataOf<typeof ReplayRequested> {
  return {
    scope: orderId ?? "all",
    ...(orderId !== undefined && { subject: orderId }),
    ...(since !== undefined && { since: typeof since === "number" ? since : Date.parse(since) }),
    reason: "An operator asked for it.",
  };
}
