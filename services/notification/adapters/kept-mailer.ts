// Where there is no mail server: the mail stays in the service's own record, readable at /notifications.
import type { Mailer } from "../ports.ts";

/** A mail is out with the commit that records it, so none is ever under way. */
export const keptMailer: Mailer = {
  send: async () => {},
  acceptedAt: async () => undefined,
  mayGoOut: async () => true,
  silence: async () => {},
};
