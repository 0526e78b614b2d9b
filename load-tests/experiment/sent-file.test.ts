import { existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Verdict } from "./result.ts";
import { withSentFile } from "./sent-file.ts";

/** `use` writes what was sent, in parts first. */
async function tried(end: () => Verdict, writes = ["sent.jsonl.0", "sent.jsonl"]) {
  const said: string[] = [];
  let folder = "";
  const use = async (sentFile: string) => {
    folder = dirname(sentFile);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const name of writes) writeFileSync(`${folder}/${name}`, "");
    return end();
  };
  const verdict = await withSentFile("poison", (line) => said.push(line), use).catch(String);
  return { verdict, said, isLeft: existsSync(folder), sentFile: `${folder}/sent.jsonl` };
}
const breaksOff = (): never => {
  throw new Error("no");
};

test("what was sent is gone when all was kept", async () => {
  expect(await tried(() => "kept")).toMatchObject({ verdict: "kept", said: [], isLeft: false });
});
test("what was sent when something was missed or broke off is there, and it is said where", async () => {
  for (const [end, verdict] of [
    [() => "missed" as const, "missed"],
    [breaksOff, "Error: no"],
  ] as const) {
    const seen = await tried(end);
    expect(seen).toMatchObject({ verdict, isLeft: true, said: [`What was sent: ${seen.sentFile}`] });
  }
});
test("nothing is left where there was no load", async () => {
  expect(await tried(breaksOff, ["sent.jsonl.0"])).toMatchObject({ said: [], isLeft: false });
});
