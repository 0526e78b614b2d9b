// Sends mail over SMTP; a server that does not answer in time is a partner that is away.
import { createTransport } from "nodemailer";
import type { Mailer } from "../ports.ts";
import { failureOf } from "./smtp-failure.ts";

interface Server {
  readonly url: string;
  readonly from: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export function smtpMailer({ url, from, timeout }: Server): Pick<Mailer, "send"> {
  const transport = createTransport({
    url,
    dnsTimeout: timeout,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail({ from, ...mail });
      } catch (cause) {
        throw failureOf(cause);
      }
    },
  };
}
