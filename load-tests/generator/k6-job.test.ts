// How a Job has ended and what it has sent, told by a kubectl that only says what it was given.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exitCodeOf, runK6Job } from "./k6-job.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "millrace-kubectl-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
function kubectl(script: string): string {
  const program = join(newFolder(), "kubectl");
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return program;
}
const kubectlThatSays = (text: string): string => kubectl(`printf '%s' '${text}'`);

/** A Job that runs at once, ends with 0 and has this log; `code`: how `kubectl logs` ends. */
async function played(log: string, code = 0) {
  const sentFile = join(newFolder(), "sent.jsonl");
  writeFileSync(sentFile, "an older one\n");
  const program = kubectl(`case "$*" in
  *exitCode*) printf 0 ;;
  *phase*) printf Running ;;
  apply*) cat >/dev/null ;;
  logs*) printf '%s' '${log}'; exit ${code} ;;
esac`);
  const load = { test: "smoke", url: "http://order:8080", administratorToken: "", run: "job" } as const;
  const running = runK6Job(program, { load, sentFile, output: "hidden" });
  return { running, sentIn: () => (existsSync(sentFile) ? readFileSync(sentFile, "utf8") : undefined) };
}
const REQUEST = '{"kind":"request"}\n';
const END = '{"kind":"end","customers":1}\n';

test("k6's exit code is the container's", async () => {
  expect(await exitCodeOf(kubectlThatSays("99"), "load-1")).toBe(99);
});
test("a pod that is gone is not waited for for ever", async () => {
  await expect(exitCodeOf(kubectlThatSays(""), "load-1", { within: 0 })).rejects.toThrow("its pod is gone");
});
test("whoever is interrupted does not wait", async () => {
  const ending = new AbortController();
  const code = exitCodeOf(kubectlThatSays(""), "load-1", { signal: ending.signal });
  ending.abort();
  await expect(code).rejects.toThrow(/abort/i);
});
test("what was sent is in the log, among other words", async () => {
  const { running, sentIn } = await played(`${REQUEST}A summary.\n${END}`);
  expect(await running).toEqual({ exitCode: 0 });
  expect(sentIn()).toBe(REQUEST);
});
test.each([
  ["that kubectl cannot read to its end", REQUEST + END, 1, "kubectl logs has ended with 1"],
  ["that is cut off", REQUEST + END.slice(0, -9), 0, "breaks off"],
  ["that has lost its end", REQUEST, 0, "has not said how many customers"],
  ["that has lost a customer", END, 0, "k6 counts 1 customers, but has said of 0"],
])("a log %s is an error, and nothing passes for what was sent", async (_, log, code, expected) => {
  const { running, sentIn } = await played(log, code);
  await expect(running).rejects.toThrow(expected);
  expect(sentIn()).toBeUndefined();
});
