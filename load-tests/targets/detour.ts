// A way to the broker through toxiproxy, which can be cut, slowed and mended while connections are open.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePorts } from "#tools/self-hosted/free-ports.ts";
import { guard } from "#tools/self-hosted/guard.ts";
import { findProgram, howToGet, Missing } from "#tools/self-hosted/programs.ts";
import { answers, until } from "#tools/self-hosted/wait.ts";

export interface Detour {
  /** The same address, by way of the proxy. */
  readonly through: (address: string) => Promise<string>;
  cut(): Promise<void>;
  /** In each direction. */
  slow(milliseconds: number): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}
const PORT = /:(\d+)(?=$|\/)/;
const NAME = "broker";
const DIRECTIONS = ["upstream", "downstream"] as const;
const READY_WITHIN = 10_000;

export async function openDetour(environment: Readonly<Record<string, string | undefined>>): Promise<Detour> {
  const program = findProgram("toxiproxy", environment);
  if (!program) throw new Missing([howToGet("toxiproxy")]);
  const first = await freePorts(2);
  const [control, port] = [first, first + 1];
  const child = spawn(program, ["-host", "127.0.0.1", "-port", String(control)], { stdio: "ignore" });
  const { pid } = child;
  if (pid) guard.add({ pid });
  const url = `http://127.0.0.1:${control}`;
  await until(() => answers(`${url}/version`), { what: "toxiproxy", timeout: READY_WITHIN });
  const ask = async (method: string, path: string, body?: object): Promise<void> => {
    const response = await fetch(url + path, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!response.ok)
      throw new Error(`toxiproxy answers ${response.status} to ${method} ${path}: ${await response.text()}`);
  };
  return {
    async through(address) {
      const upstream = `127.0.0.1:${PORT.exec(address)?.[1] ?? ""}`;
      await ask("POST", "/proxies", { name: NAME, listen: `127.0.0.1:${port}`, upstream, enabled: true });
      return address.replace(PORT, `:${port}`);
    },
    cut: () => ask("POST", `/proxies/${NAME}`, { enabled: false }),
    async slow(latency) {
      const attributes = { latency, jitter: latency / 4 };
      for (const stream of DIRECTIONS)
        await ask("POST", `/proxies/${NAME}/toxics`, { name: `slow ${stream}`, type: "latency", stream, attributes });
    },
    // Opens the proxy again, and takes all toxics away.
    mend: () => ask("POST", "/reset"),
    async close() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
      if (pid) guard.remove({ pid });
    },
  };
}
