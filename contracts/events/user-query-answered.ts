import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { QueryId, UserId } from "../shapes/ids.ts";
import { personal } from "../shapes/personal.ts";

export const UserQueryAnswered = defineEvent({
  name: "UserQueryAnswered",
  summary: "The answer to UserQueried; without a name when the user is unknown.",
  subject: "queryId",
  data: z.object({
    queryId: QueryId,
    userId: UserId,
    name: personal(z.string()).optional(),
  }),
  example: {
    queryId: "0192f0c1-2345-7000-8000-00000000000a",
    userId: "user-5678",
    name: "Ada",
  },
});
