import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { fileReply } from "#platform/declare/page.ts";
import { builtPage } from "../pages/built-page.ts";
import type { operations } from "../service.ts";

export const getOperationsAsset: Answers<typeof operations, "getOperationsAsset"> = async ({ params }) => {
  const file = Object.hasOwn(builtPage.files, params.file) ? builtPage.files[params.file] : undefined;
  if (!file) throw new Problem("page-file-unknown");
  return fileReply(params.file, file);
};
