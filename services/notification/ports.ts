// What notification needs from a mail server.
export interface OutgoingMail {
  /** The same at every attempt, so that a mail server can recognise a repetition. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
}
