import type { Answers } from "#platform/declare/implementation.ts";
import type { operations } from "../service.ts";

export const getAsyncapi: Answers<typeof operations, "getAsyncapi"> = async (_, { ports }) => ({
  body: ports.documents.asyncapi(),
});
