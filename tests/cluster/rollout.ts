// Rolling updates as an operator makes them.
import { spawn } from "node:child_process";
import { namespace } from "./pods.ts";

const MUCH = 2_000;

/** Without blocking this process, which meanwhile sends requests. */
export function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve(text)
        : reject(new Error(`${program} ${args.join(" ")} ended with ${code}: ${text.slice(-MUCH)}`)),
    );
  });
}

/** New pods for all of these at once; ends when the last old one has been replaced. */
export async function renew(programs: readonly string[]): Promise<void> {
  const deployments = programs.map((program) => `deployment/${program}`);
  await run("kubectl", ["-n", namespace, "rollout", "restart", ...deployments]);
  for (const deployment of deployments)
    await run("kubectl", ["-n", namespace, "rollout", "status", deployment, "--timeout=300s"]);
}
