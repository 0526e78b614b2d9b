// The one way in which a mail goes out: what was sent is stored together with the fact that says so.
import { NotificationSent } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { type Mail, mailId, messageIdOf } from "./domain/mail.ts";
import type { notification } from "./service.ts";

type Work = Pick<UnitOfWorkOf<typeof notification>, "state" | "ports" | "now">;

export async function sendOnce(mail: Mail, { state, ports: { mailer }, now }: Work) {
  const { orderId, kind, to, subject, text } = mail;
  const id = mailId(orderId, kind);
  if (await state.mail.get(id)) return [];
  const messageId = messageIdOf(mail);
  await mailer.send({ messageId, to, subject, text });
  const sentAt = (await mailer.acceptedAt(messageId)) ?? now;
  state.mail.set(id, { ...mail, sentAt }, FINISHED_KEPT);
  return [emit(NotificationSent, { orderId, kind })];
}

/** For a mail that would only confuse the customer of a cancelled order; one that is out already is still recorded. */
export async function sendUnlessCancelled(mail: Mail, work: Work) {
  const { mailer } = work.ports;
  const messageId = messageIdOf(mail);
  const isCancelled = (await work.state.cancelled.get(mail.orderId)) !== undefined;
  const isOut = (await mailer.acceptedAt(messageId)) !== undefined;
  if (!isOut && (!(await mailer.mayGoOut(mail.orderId, messageId)) || isCancelled)) return [];
  return sendOnce(mail, work);
}
