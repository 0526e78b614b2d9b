import { implement } from "#platform/declare/implementation.ts";
import { keptMailer } from "./adapters/kept-mailer.ts";
import { ledgerMailer } from "./adapters/ledger-mailer.ts";
import { smtpMailer } from "./adapters/smtp-mailer.ts";
import { onOrderCancelled } from "./handlers/on-order-cancelled.ts";
import { onOrderCompleted } from "./handlers/on-order-completed.ts";
import { onOrderConfirmed } from "./handlers/on-order-confirmed.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { listNotifications } from "./routes/list-notifications.ts";
import { notification } from "./service.ts";

export default implement(notification, {
  reactions: { onOrderCreated, onOrderConfirmed, onOrderCompleted, onOrderCancelled },
  routes: { listNotifications },
  ports(context) {
    const { SMTP_URL: url, SMTP_FROM: from, SMTP_TIMEOUT_MS: timeout } = context.settings;
    return { mailer: url ? ledgerMailer(smtpMailer({ url, from, timeout }), context) : keptMailer };
  },
});
