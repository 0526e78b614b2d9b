// Ends a program that a test has started, also one that does not listen; what it has started itself may hold its output open.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** `grace`: milliseconds that it has after the signal. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals, grace: number): Promise<void> {
  const hasBegun = child.pid !== undefined;
  if (hasBegun && child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill(signal);
    const insist = setTimeout(() => child.kill("SIGKILL"), grace);
    await ended;
    clearTimeout(insist);
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}
