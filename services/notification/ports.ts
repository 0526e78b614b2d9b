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
  /** Asked before a mail is sent that would only confuse the customer of a cancelled order; from then on it is under way. */
  mayGoOut(orderId: string, messageId: string): Promise<boolean>;
  /** From now on none of these may go out; throws as long as one of them is under way. */
  silence(orderId: string, messageIds: readonly string[]): Promise<void>;
}
