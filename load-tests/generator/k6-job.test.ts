// How a Job has ended, told by a kubectl that only says what it was given.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exitCodeOf } from "./k6-job.ts";

function kubectlThatSays(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "millrace-kubectl-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = join(folder, "kubectl");
  writeFileSync(program, `#!/bin/sh\nprintf '%s' '${text}'\n`, { mode: 0o755 });
  return program;
}

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
