import type { Answers } from "#platform/declare/implementation.ts";
import type { operations } from "../service.ts";

export const getOpenapi: Answers<typeof operations, "getOpenapi"> = async (_, { ports }) => ({
  body: ports.documents.openapi(),
});
