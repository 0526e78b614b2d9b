import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { QueryId, UserId } from "../shapes/ids.ts";

export const UserQueried = defineEvent({
  name: "UserQueried",
  summary: "Somebody asks over the bus who a user is.",
  subject: "queryId",
  data: z.object({
    queryId: QueryId,
    userId: UserId,
    expiresAt: z.int(),
  }),
  example: {
    queryId: "0192f0c1-2345-7000-8000-00000000000a",
    userId: "user-5678",
    expiresAt: 1_767_225_600_000,
  },
});
