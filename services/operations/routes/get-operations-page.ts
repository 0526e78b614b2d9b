import type { Answers } from "#platform/declare/implementation.ts";
import { OPERATIONS_PAGE } from "../domain/operations-page.ts";
import type { operations } from "../service.ts";

export const getOperationsPage: Answers<typeof operations, "getOperationsPage"> = async () => ({
  body: OPERATIONS_PAGE,
});
