// `make load TEST=burst URL=…`: customers for a running platform by k6, on this machine or in the cluster; the verdict is the exit code.
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findGenerator } from "./generator/find.ts";
import { isTestName, TESTS } from "./k6/tests.ts";

const { TEST = "", URL = "", ADMIN_TOKEN = "", WHERE = "", SENT = "", RATE, SECONDS, SLACK } = process.env;
const test = TEST || "smoke";
const run = `${test}-${Date.now().toString(36)}`;
const sentFile = SENT || join(tmpdir(), `millrace-${run}.jsonl`);
const number = (text: string | undefined, name: string) => (text ? { [name]: Number(text) } : {});

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());

try {
  if (!isTestName(test)) {
    const names = Object.entries(TESTS).map(([name, { says }]) => `  ${name.padEnd(16)} ${says}`);
    throw new Error(`TEST=${test} is none of\n${names.join("\n")}`);
  }
  const { exitCode } = await findGenerator(
    WHERE,
    process.env,
  )({
    load: {
      test,
      url: URL || "http://localhost:8080",
      administratorToken: ADMIN_TOKEN,
      run,
      ...number(RATE, "rate"),
      ...number(SECONDS, "seconds"),
      ...number(SLACK, "slack"),
    },
    signal: ending.signal,
    sentFile,
  });
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
} finally {
  if (SENT === "") await rm(sentFile, { force: true });
}
