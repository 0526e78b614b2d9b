// Ends what this process has started when this process is killed: a shell that waits beside it, and is told what there is.
import { type ChildProcess, spawn } from "node:child_process";

interface Guarded {
  readonly pid?: number;
  /** The name of a container. */
  readonly container?: string;
}

/** Its input ends when the one who writes to it is gone, however that came; the last line says what is left then. */
const SCRIPT = `
while IFS= read -r line; do left=$line; done
pids=\${left%%/*} containers=\${left#*/}
[ -z "$pids" ] || kill -TERM $pids
[ -z "$containers" ] || docker rm -f -v $containers
[ -z "$pids" ] || { sleep 5; kill -KILL $pids; }
`;

class Guard {
  readonly #pids = new Set<number>();
  readonly #containers = new Set<string>();
  #watcher: ChildProcess | undefined;

  add({ pid, container }: Guarded): void {
    if (pid) this.#pids.add(pid);
    if (container) this.#containers.add(container);
    this.#tell();
  }
  remove({ pid, container }: Guarded): void {
    if (pid) this.#pids.delete(pid);
    if (container) this.#containers.delete(container);
    this.#tell();
  }
  #tell(): void {
    this.#watcher ??= this.#start();
    this.#watcher.stdin?.write(`${[...this.#pids].join(" ")}/${[...this.#containers].join(" ")}\n`);
  }
  #start(): ChildProcess {
    const watcher = spawn("sh", ["-c", SCRIPT], { stdio: ["pipe", "ignore", "ignore"], detached: true });
    watcher.on("error", () => undefined);
    watcher.stdin.on("error", () => undefined);
    watcher.unref();
    // Waits for this process, and not the other way round.
    (watcher.stdin as unknown as { unref(): void }).unref();
    return watcher;
  }
}
export const guard = new Guard();
