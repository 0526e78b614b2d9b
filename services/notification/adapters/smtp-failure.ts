// Tells a mail server that is away from one that refuses a mail, and both from what a person has to mend.
import { Problem } from "#contracts/problems.ts";

/** What nodemailer says about a failure; `responseCode` and `command` are there when the server has answered. */
interface Failure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}
const NO_ANSWER = ["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS"];
const NOT_TAKEN = ["EENVELOPE", "EMESSAGE"];
/** Here the server has read nothing of the mail but its sender, which is the same for all. */
const BEFORE_THE_RECIPIENT = "MAIL FROM";

/** What to throw: a wrong password or sender stays the error that it is, so that its attempts are counted. */
export function failureOf(cause: unknown): unknown {
  const { code = "", responseCode = 0, command } = cause as Failure;
  const isTemporary = responseCode >= 400 && responseCode < 500;
  if (isTemporary || NO_ANSWER.includes(code))
    return new Problem("partner-away", { detail: "The mail server did not take a mail.", cause });
  const isFinal = responseCode >= 500 && responseCode < 600;
  if (isFinal && NOT_TAKEN.includes(code) && command !== BEFORE_THE_RECIPIENT)
    return new Problem("mail-refused", { detail: "The mail server will never take this mail.", cause });
  return cause;
}
