// What the books say of mails when somebody counts them, when nobody does, and when whoever counts cannot say it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { startPlatform } from "../../tests/kit/platform.ts";
import type { Target } from "../targets/target.ts";
import { Accounts } from "./accounts.ts";

const { url, administratorToken } = await startPlatform();

async function closed(arrived: Target["mail"]["arrived"]) {
  const folder = mkdtempSync(join(tmpdir(), "millrace-accounts-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const sentFile = join(folder, "sent.jsonl");
  writeFileSync(sentFile, "");
  const target = { url, administratorToken, mail: { arrived } } as unknown as Target;
  const accounts = new Accounts(target, declarations, () => undefined);
  await accounts.open();
  const { books, leftOut, whyNotArrived } = await accounts.close(sentFile);
  accounts.dispose();
  return { arrived: books.arrived, whyNotArrived, leftOut: leftOut.join("\n") };
}

test("mails that were counted are in the books", async () => {
  expect(await closed(async () => [])).toMatchObject({ arrived: [], whyNotArrived: undefined });
});
test("where nobody counts, there is no reason why", async () => {
  expect(await closed(async () => undefined)).toMatchObject({ arrived: undefined, whyNotArrived: undefined });
});
test("whoever counts and cannot say it is no reason to believe that no mail came twice", async () => {
  const seen = await closed(() => Promise.reject(new Error("the mail server is gone")));
  expect(seen).toMatchObject({ arrived: undefined, whyNotArrived: "the mail server is gone" });
  expect(seen.leftOut).toContain("I5 mails arrive: the mail server is gone.");
});
