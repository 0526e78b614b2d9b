// A session of `tilt up`, as somebody has it who develops: its resources, its log, its buttons, and its end.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { endProcess } from "../kit/end-process.ts";
import { until } from "../kit/until.ts";

const PORT = 10_355;
const ADDRESS = `http://127.0.0.1:${PORT}`;
const SECOND = 1_000;
const ENDED_WITHIN = 30 * SECOND;
export const PATIENT = { within: 240 * SECOND, every: SECOND / 10 } as const;
/** Asking Tilt costs a process each time. */
const SLOWLY = { within: 360 * SECOND, every: 2 * SECOND } as const;

interface Resource {
  readonly metadata: { readonly name: string };
  readonly status: { readonly runtimeStatus?: string; readonly updateStatus?: string };
}
const SETTLED = ["ok", "not_applicable", "none"];
/** What Tilt says of each, such as `order: ok, pending`. */
const stateOf = ({ metadata, status }: Resource): string =>
  `${metadata.name}: ${status.updateStatus ?? "unknown"}, ${status.runtimeStatus ?? "unknown"}`;
const isSettled = ({ status }: Resource): boolean =>
  SETTLED.includes(status.updateStatus ?? "") && SETTLED.includes(status.runtimeStatus ?? "");

export class Session {
  readonly #tilt: ChildProcess;
  #log = "";
  #ended: string | undefined;

  constructor(env: NodeJS.ProcessEnv) {
    const args = ["up", "--web-mode=prod", "--stream", "--port", String(PORT)];
    this.#tilt = spawn("tilt", args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    for (const output of [this.#tilt.stdout, this.#tilt.stderr])
      output?.on("data", (chunk: Buffer) => (this.#log += chunk.toString()));
    this.#tilt.once("error", (error) => (this.#ended = error.message));
    this.#tilt.once(
      "close",
      (code, signal) => (this.#ended ??= `Tilt has ended, ${signal ?? code}: ${this.#log.slice(-2_000)}`),
    );
  }
  /** All that it has said so far. */
  get log(): string {
    return this.#log;
  }

  /** Until nothing is built any more, and everybody who is to run is ready. */
  async settled(): Promise<void> {
    await until(() => {
      if (this.#ended !== undefined) return true;
      const waiting = this.#resources().filter((resource) => !isSettled(resource));
      if (waiting.length > 0) throw new Error(`Not settled: ${waiting.map(stateOf).join("; ")}`);
      return true;
    }, SLOWLY);
    if (this.#ended !== undefined) throw new Error(this.#ended);
  }
  #resources(): readonly Resource[] {
    const { items } = this.#get("uiresources") as { readonly items: readonly Resource[] };
    if (items.length < 2) throw new Error("Tilt has not read the Tiltfile yet.");
    return items;
  }
  #get(...what: readonly string[]): unknown {
    const args = ["get", ...what, "--port", String(PORT), "--output", "json"];
    return JSON.parse(execFileSync("tilt", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  }

  /** As the page does it. */
  async press(button: string): Promise<void> {
    const found = this.#get("uibutton", button) as { readonly status: object };
    const pressed = {
      ...found,
      status: { ...found.status, lastClickedAt: new Date().toISOString().replace("Z", "000Z") },
    };
    const response = await fetch(`${ADDRESS}/proxy/apis/tilt.dev/v1alpha1/uibuttons/${button}/status`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(pressed),
    });
    if (!response.ok) throw new Error(`${button}: ${response.status} ${await response.text()}`);
  }

  /** Ends it; what it has put into the cluster stays. */
  async end(): Promise<void> {
    await endProcess(this.#tilt, "SIGINT", ENDED_WITHIN);
  }
}
