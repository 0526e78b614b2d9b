import type { Answers } from "#platform/declare/implementation.ts";
import { mailIdsOf } from "../domain/mail.ts";
import { viewOf } from "../domain/view.ts";
import type { notification } from "../service.ts";

export const listNotifications: Answers<typeof notification, "listNotifications"> = async ({ query }, { state }) => {
  const mails = await state.mail.getMany(mailIdsOf(query.orderId));
  return { body: { notifications: viewOf(mails.filter((mail) => mail !== undefined)) } };
};
