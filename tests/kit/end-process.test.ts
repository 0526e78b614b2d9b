import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { endProcess } from "./end-process.ts";

/** Longer than a test may take. */
const LONG = 60_000;

/** Once it has said its first word. */
async function running(script: string) {
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  return { child, said: said.toString() };
}

test("a program that listens ends in its own way, though its child holds its output", async () => {
  const { child, said } = await running(`
    const { spawn } = require("node:child_process");
    const heir = spawn(process.execPath, ["-e", "setTimeout(() => {}, ${LONG})"], { stdio: ["ignore", "inherit", "inherit"] });
    process.on("SIGINT", () => process.exit(7));
    console.log(heir.pid);`);
  onTestFinished(() => void process.kill(Number(said), "SIGKILL"));
  await endProcess(child, "SIGINT", LONG);
  expect(child.exitCode).toBe(7);
});
test("a program that does not listen is killed after its grace", async () => {
  const { child } = await running(
    `process.on("SIGINT", () => {}); setTimeout(() => {}, ${LONG}); console.log("ready");`,
  );
  await endProcess(child, "SIGINT", 10);
  expect(child.signalCode).toBe("SIGKILL");
});
test("a program that has ended is not waited for", async () => {
  const { child } = await running(`console.log("ready");`);
  if (child.exitCode === null) await once(child, "exit");
  await endProcess(child, "SIGINT", LONG);
  expect(child.exitCode).toBe(0);
});
test("a program that is not there is not waited for", async () => {
  const child = spawn("nobody-has-made-this-program");
  await once(child, "error");
  await endProcess(child, "SIGINT", LONG);
  expect(child.exitCode).not.toBe(0);
});
