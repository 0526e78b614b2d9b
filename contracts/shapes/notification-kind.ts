// The e-mails of an order; each is sent at most once.
import { z } from "zod";

export const NotificationKind = z.enum(["order-received", "order-confirmed", "order-completed", "order-cancelled"]);
export type NotificationKind = z.infer<typeof NotificationKind>;
