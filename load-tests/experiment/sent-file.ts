// Where an experiment writes down what was sent: gone with it, unless somebody will want to know why it missed.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Verdict } from "./result.ts";

/** `use`: with a file that is not there yet, in a folder of its own. */
export async function withSentFile(
  experiment: string,
  say: (line: string) => void,
  use: (sentFile: string) => Promise<Verdict>,
): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), `millrace-${experiment}-`));
  const sentFile = join(folder, "sent.jsonl");
  let verdict: Verdict | undefined;
  try {
    verdict = await use(sentFile);
    return verdict;
  } finally {
    if (verdict !== "kept" && existsSync(sentFile)) say(`What was sent: ${sentFile}`);
    else await rm(folder, { recursive: true, force: true });
  }
}
