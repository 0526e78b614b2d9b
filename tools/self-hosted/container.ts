// A container on the host's network that can be killed, started again with what it had, or made anew with nothing.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { guard } from "./guard.ts";

const run = promisify(execFile);
const docker = async (...args: readonly string[]): Promise<string> => (await run("docker", [...args])).stdout.trim();

interface ContainerOptions {
  readonly name: string;
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files of ours that it reads: path outside -> path inside. */
  readonly files: Readonly<Record<string, string>>;
}

export class Container {
  readonly #options: ContainerOptions;
  #isMade = false;
  #pid: number | undefined;

  constructor(options: ContainerOptions) {
    this.#options = options;
  }
  get pid(): number | undefined {
    return this.#pid;
  }

  async start(): Promise<void> {
    const { name, image, environment, files } = this.#options;
    if (this.#isMade) await docker("start", name);
    else {
      const variables = Object.entries(environment).flatMap(([key, value]) => ["-e", `${key}=${value}`]);
      const mounts = Object.entries(files).flatMap(([outside, inside]) => ["-v", `${outside}:${inside}:ro`]);
      guard.add({ container: name });
      await docker("run", "-d", "--network", "host", "--name", name, ...variables, ...mounts, image);
      this.#isMade = true;
    }
    this.#pid = Number(await docker("inspect", "-f", "{{.State.Pid}}", name));
  }
  async stop(): Promise<void> {
    this.#pid = undefined;
    await docker("stop", "-t", "20", this.#options.name);
  }
  async kill(): Promise<void> {
    this.#pid = undefined;
    await docker("kill", this.#options.name);
  }
  async remove(): Promise<void> {
    if (!this.#isMade) return;
    this.#isMade = false;
    this.#pid = undefined;
    await docker("rm", "-f", "-v", this.#options.name);
    guard.remove({ container: this.#options.name });
  }
  async lastWords(): Promise<string> {
    const { stdout, stderr } = await run("docker", ["logs", "--tail", "12", this.#options.name]);
    return `${stdout}${stderr}`;
  }
}
