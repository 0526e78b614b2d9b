import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Email } from "../shapes/email.ts";
import { UserId } from "../shapes/ids.ts";
import { personal } from "../shapes/personal.ts";
import { text } from "../shapes/text.ts";

export const UserRegistered = defineEvent({
  name: "UserRegistered",
  summary: "Somebody became a customer.",
  subject: "userId",
  data: z.object({
    userId: UserId,
    name: personal(text(120)),
    email: Email,
  }),
  example: {
    userId: "user-5678",
    name: "Ada",
    email: "ada@example.com",
  },
});
