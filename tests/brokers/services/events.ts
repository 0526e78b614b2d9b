// What the services of this suite tell each other; the event itself says what trouble its consumer shall have with it.
import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";

export const TROUBLES = [
  "throws",
  "asks for a retry",
  "refuses",
  "is slow",
  "dies before the commit",
  "dies after the commit",
] as const;

/** The first `times` attempts go wrong in this way, the next one succeeds. */
export const Trouble = z.object({ kind: z.enum(TROUBLES), times: z.int().min(1) });
export type Trouble = z.infer<typeof Trouble>;

export const PurchaseMade = defineEvent({
  name: "PurchaseMade",
  summary: "Somebody bought something.",
  subject: "purchaseId",
  data: z.object({ purchaseId: z.string(), trouble: Trouble.optional() }),
  example: { purchaseId: "purchase-1" },
});
export const PurchasePacked = defineEvent({
  name: "PurchasePacked",
  summary: "What was bought is in a box.",
  subject: "purchaseId",
  data: z.object({ purchaseId: z.string() }),
  example: { purchaseId: "purchase-1" },
});
/** Many of one subject, for the question in which order they arrive. */
export const PageTurned = defineEvent({
  name: "PageTurned",
  summary: "A reader came to the next page of a book.",
  subject: "book",
  data: z.object({ book: z.string(), page: z.int() }),
  example: { book: "book-1", page: 1 },
});
