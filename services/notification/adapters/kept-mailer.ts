// Where there is no mail server: the mail stays in the service's own record, readable at /notifications.
import type { Mailer } from "../ports.ts";

export const keptMailer: Mailer = { send: async () => {}, acceptedAt: async () => undefined };
