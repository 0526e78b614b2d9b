// What notification needs from the post.
export interface OutgoingMail {
  /** The same at every attempt, so that a mail server can recognise a repetition. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
export interface Mailer {
  /** May be called several times with the same mail; what was accepted once is not sent again. */
  send(mail: OutgoingMail): Promise<void>;
  /** When a mail left the house, in milliseconds since 1970; undefined when it did not. */
  acceptedAt(messageId: string): Promise<number | undefined>;
}
