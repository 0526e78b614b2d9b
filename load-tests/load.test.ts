// `make load` as it is run, with a k6 that only pretends.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const PROGRAM = join(import.meta.dirname, "load.ts");
const LONG = 60_000;
const REQUEST = '{"kind":"request"}\n';

async function loaded(change: (folder: string) => Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "millrace-load-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const K6 = join(folder, "k6");
  const says = `printf '${REQUEST}{"kind":"end","customers":1}\n' >"$2"`;
  const script = `#!/bin/sh\nwhile [ "$1" != --console-output ]; do shift; done\n${says}\nexit 99\n`;
  writeFileSync(K6, script, { mode: 0o755 });
  const env = { ...process.env, K6, TMPDIR: folder, TEST: "smoke", URL: "", WHERE: "", SENT: "", ...change(folder) };
  const code = await new Promise<number>((resolve) => {
    const child = execFile(process.execPath, ["--import", "tsx", PROGRAM], { env }, () =>
      resolve(child.exitCode ?? -1),
    );
  });
  return { code, folder, left: readdirSync(folder).filter((name) => name.startsWith("millrace-")) };
}

test("it ends with k6's exit code, and leaves what was sent to whoever has asked for it", {
  timeout: LONG,
}, async () => {
  const [asked, unasked] = await Promise.all([
    loaded((folder) => ({ SENT: join(folder, "sent") })),
    loaded(() => ({})),
  ]);
  expect([asked.code, unasked.code]).toEqual([99, 99]);
  expect(readFileSync(join(asked.folder, "sent"), "utf8")).toBe(REQUEST);
  expect([asked.left, unasked.left]).toEqual([[], []]);
});
