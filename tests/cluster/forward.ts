// A port of a server in the cluster, on this machine, until it is closed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { namespace } from "./pods.ts";

export interface Forward {
  readonly url: string;
  close(): void;
}

export async function forward(server: string, port: number): Promise<Forward> {
  const args = ["-n", namespace, "port-forward", "--address=127.0.0.1", `service/${server}`, `:${port}`];
  const child = spawn("kubectl", args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await Promise.race([once(child.stdout, "data"), once(child, "exit")])) as [Buffer | number];
  const [, address] = /from (127\.0\.0\.1:\d+)/.exec(String(line)) ?? [];
  if (!address) throw new Error(`kubectl ${args.join(" ")} said: ${String(line)}`);
  return { url: `http://${address}`, close: () => void child.kill() };
}
