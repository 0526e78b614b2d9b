// A mail about an order; there is at most one per order and kind.
import { z } from "zod";
import { Email } from "#contracts/shapes/email.ts";
import { NotificationKind } from "#contracts/shapes/notification-kind.ts";

export const Mail = z.object({
  orderId: z.string(),
  kind: NotificationKind,
  to: Email,
  subject: z.string(),
  text: z.string(),
});
export type Mail = z.infer<typeof Mail>;

/** `sentAt` in milliseconds since 1970. */
export const SentMail = Mail.extend({ sentAt: z.number() });
export type SentMail = z.infer<typeof SentMail>;

export const mailId = (orderId: string, kind: NotificationKind): string => `${orderId}/${kind}`;

/** The ids of every mail that an order can have. */
export const mailIdsOf = (orderId: string): string[] => NotificationKind.options.map((kind) => mailId(orderId, kind));

export const messageIdOf = ({ orderId, kind }: Pick<Mail, "orderId" | "kind">): string =>
  `<${orderId}.${kind}@millrace>`;
