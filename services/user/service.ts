import { z } from "zod";
import { UserQueried, UserQueryAnswered, UserRegistered } from "#contracts/events/index.ts";
import { on } from "#platform/declare/reaction.ts";
import { get, post } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { record } from "#platform/declare/state.ts";
import { Registration, User } from "./domain/user.ts";

export const user = defineService({
  name: "user",
  summary: "Knows who the customers are.",
  reactions: { onUserQueried: on(UserQueried, { emits: [UserQueryAnswered] }) },
  routes: {
    registerUser: post("/users", {
      summary: "Registers a customer.",
      idempotent: true,
      status: 201,
      body: Registration,
      reply: User,
      emits: [UserRegistered],
    }),
    getUser: get("/users/:userId", { summary: "One user.", reply: User }),
  },
  state: { user: record(User) },
  seeds: [UserRegistered],
  settings: z.object({
    SEED_USERS: z.coerce
      .number()
      .int()
      .min(0)
      .default(0)
      .describe("1 puts the example user in place at the first start; 0 does not."),
  }),
});
