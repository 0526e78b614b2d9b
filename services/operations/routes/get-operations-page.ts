import type { Answers } from "#platform/declare/implementation.ts";
import { documentReply } from "#platform/declare/page.ts";
import { builtPage } from "../pages/built-page.ts";
import type { operations } from "../service.ts";

export const getOperationsPage: Answers<typeof operations, "getOperationsPage"> = async () => documentReply(builtPage);
