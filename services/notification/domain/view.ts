// The mails of an order as its customer sees them.
import { z } from "zod";
import { Email } from "#contracts/shapes/email.ts";
import { NotificationKind } from "#contracts/shapes/notification-kind.ts";
import type { SentMail } from "./mail.ts";

export const NotificationView = z.object({
  kind: NotificationKind,
  to: Email,
  subject: z.string(),
  sentAt: z.iso.datetime(),
});

/** The first sent comes first. */
export function viewOf(mails: readonly SentMail[]): z.infer<typeof NotificationView>[] {
  return mails
    .toSorted((one, other) => one.sentAt - other.sentAt)
    .map(({ kind, to, subject, sentAt }) => ({ kind, to, subject, sentAt: new Date(sentAt).toISOString() }));
}
