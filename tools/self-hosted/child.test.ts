// What runs is kept running, and ends with whom it belongs to.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Child } from "./child.ts";

const SOON = { timeout: 20_000 };
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "millrace-child-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};
function aChild(script: string, isRestarted = true, isBackground = false) {
  const logFile = join(folder(), "child.log");
  const child = new Child({
    name: "the child",
    command: process.execPath,
    args: ["-e", script],
    environment: process.env,
    logFile,
    grace: 5_000,
    isRestarted,
    isBackground,
  });
  onTestFinished(() => child.kill());
  const said = () => readFileSync(logFile, "utf8").trim().split("\n").filter(Boolean).length;
  return { child, said };
}
const STAYS = "console.log('here'); setInterval(() => {}, 1_000)";
const ENDS = "console.log('here')";

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("what somebody else has killed is started again", async () => {
  const { child, said } = aChild(STAYS);
  child.start();
  await expect.poll(said, SOON).toBe(1);
  process.kill(child.pid ?? 0, "SIGKILL");
  await expect.poll(said, SOON).toBe(2);
  await expect.poll(() => child.isRunning, SOON).toBe(true);
});

test("others come before what works in the background, which is ended by its own id", async () => {
  const { child, said } = aChild(STAYS, false, true);
  child.start();
  await expect.poll(said, SOON).toBe(1);
  const { pid = 0 } = child;
  expect(getPriority(pid)).toBeGreaterThan(getPriority());
  const group = `/proc/${pid}/autogroup`;
  if (existsSync(group)) await expect.poll(() => readFileSync(group, "utf8"), SOON).toContain("nice 17");
  await child.kill();
  expect(isAlive(pid)).toBe(false);
});

test("what was asked to end stays ended", async () => {
  const { child, said } = aChild(STAYS);
  child.start();
  await expect.poll(said, SOON).toBe(1);
  await child.kill();
  expect([child.isRunning, child.failedStarts]).toEqual([false, 0]);
  child.start();
  await expect.poll(said, SOON).toBe(2);
});

test("what ends again and again is waited for longer and longer", async () => {
  const { child, said } = aChild(ENDS);
  child.start();
  await expect.poll(() => child.failedStarts, SOON).toBe(3);
  expect(said()).toBe(3);
});

test("what need not be kept is not", async () => {
  const { child, said } = aChild(ENDS, false);
  child.start();
  await expect.poll(() => child.failedStarts, SOON).toBe(1);
  expect(said()).toBe(1);
});

test("when the one who started it is killed, it ends too", async () => {
  const place = folder();
  const options = `{ name: "c", command: process.execPath, args: ["-e", "setInterval(() => {}, 1_000)"], environment: process.env, logFile: "${join(place, "c.log")}", grace: 1 }`;
  const script = `import { Child } from "${join(import.meta.dirname, "child.ts")}"; const child = new Child(${options}); child.start(); console.log(child.pid); setInterval(() => {}, 1_000);`;
  const runner = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void runner.kill("SIGKILL"));
  let said = "";
  runner.stdout.on("data", (data: Buffer) => (said += data.toString()));
  await expect.poll(() => said, SOON).toMatch(/^\d+\n/);
  const pid = Number(said);
  expect(isAlive(pid)).toBe(true);
  runner.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), SOON).toBe(false);
});
