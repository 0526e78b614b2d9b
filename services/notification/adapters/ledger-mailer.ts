// Remembers what a mail server has accepted and what is under way to it, in commits of its own: a mail is out before the handler
// that sent it commits, and another handler, perhaps of another replica, may have something to say to the same customer.
import { Problem } from "#contracts/problems.ts";
import { MINUTE } from "#platform/declare/duration.ts";
import type { PortContext } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT, TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import type { Mailer } from "../ports.ts";
import type { notification } from "../service.ts";

type Sender = Pick<Mailer, "send">;
/** Longer than any mail server is waited for; whoever noted a mail and died does not hold up others for ever. */
const UNDER_WAY_AT_MOST = MINUTE;

export function ledgerMailer(sender: Sender, { transact }: Pick<PortContext<typeof notification>, "transact">): Mailer {
  const acceptedAt: Mailer["acceptedAt"] = (messageId) =>
    transact(async ({ state }) => ({ value: (await state.accepted.get(messageId))?.acceptedAt }));
  const accept = (messageId: string): Promise<void> =>
    transact(async ({ state, now }) => {
      const before = await state.accepted.get(messageId);
      if (!before) state.accepted.set(messageId, { acceptedAt: now }, FINISHED_KEPT);
      state.underWay.delete(messageId);
      return { value: undefined };
    });
  return {
    acceptedAt,
    async send(mail) {
      if ((await acceptedAt(mail.messageId)) !== undefined) return;
      await sender.send(mail);
      await accept(mail.messageId);
    },
    mayGoOut: (orderId, messageId) =>
      transact(async ({ state, now }) => {
        const isCancelled = (await state.cancelled.get(orderId)) !== undefined;
        if (isCancelled) state.underWay.delete(messageId);
        else state.underWay.set(messageId, { since: now }, TOMBSTONE_KEPT);
        return { value: !isCancelled };
      }),
    async silence(orderId, messageIds) {
      const isUnderWay = await transact(async ({ state, now }) => {
        state.cancelled.set(orderId, { orderId }, TOMBSTONE_KEPT);
        const noted = await Promise.all(messageIds.map((messageId) => state.underWay.get(messageId)));
        return { value: noted.some((each) => each !== undefined && now - each.since < UNDER_WAY_AT_MOST) };
      });
      if (isUnderWay) throw new Problem("mail-under-way");
    },
  };
}
