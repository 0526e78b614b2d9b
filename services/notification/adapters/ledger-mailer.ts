// Remembers what a mail server has accepted, in commits of its own: a mail is out before the handler that sent it commits.
import type { PortContext } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import type { Mailer } from "../ports.ts";
import type { notification } from "../service.ts";

type Sender = Pick<Mailer, "send">;

export function ledgerMailer(sender: Sender, { transact }: Pick<PortContext<typeof notification>, "transact">): Mailer {
  const acceptedAt: Mailer["acceptedAt"] = (messageId) =>
    transact(async ({ state }) => ({ value: (await state.accepted.get(messageId))?.acceptedAt }));
  const accept = (messageId: string): Promise<void> =>
    transact(async ({ state, now }) => {
      const before = await state.accepted.get(messageId);
      if (!before) state.accepted.set(messageId, { acceptedAt: now }, FINISHED_KEPT);
      return { value: undefined };
    });
  return {
    acceptedAt,
    async send(mail) {
      if ((await acceptedAt(mail.messageId)) !== undefined) return;
      await sender.send(mail);
      await accept(mail.messageId);
    },
  };
}
