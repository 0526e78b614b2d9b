// Alertmanager, which writes mails: as a program, or as a container where it is not on the PATH.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import { version } from "#k8s/versions.ts";
import { Child } from "#tools/self-hosted/child.ts";
import { freePorts } from "#tools/self-hosted/free-ports.ts";
import { hasImage } from "#tools/self-hosted/programs.ts";
import { until } from "../kit/until.ts";
import { programNamed } from "./programs.ts";

const run = promisify(execFile);
const IMAGE = version("ALERTMANAGER_IMAGE");

export const hasAlertmanager = (): boolean => programNamed("alertmanager") !== undefined || hasImage(IMAGE);

export interface Alertmanager {
  /** host:port */
  readonly address: string;
  close(): Promise<void>;
}

export async function startAlertmanager(folder: string, smtpPort: number): Promise<Alertmanager> {
  const address = `127.0.0.1:${await freePorts(1)}`;
  const config = join(folder, "alertmanager.yaml");
  const settings = {
    route: { receiver: "mail", group_by: ["alertname"], group_wait: "1s", group_interval: "2s" },
    receivers: [
      {
        name: "mail",
        email_configs: [
          {
            to: "operator@example.com",
            from: "alerts@example.com",
            smarthost: `127.0.0.1:${smtpPort}`,
            require_tls: false,
            send_resolved: true,
          },
        ],
      },
    ],
  };
  await writeFile(config, stringify(settings), { mode: 0o644 });
  const options = [`--web.listen-address=${address}`, "--cluster.listen-address=", "--storage.path=/tmp/alertmanager"];
  const close = await start(folder, config, options);
  await until(async () => (await fetch(`http://${address}/-/ready`)).ok, { within: 30_000 });
  return { address, close };
}

async function start(folder: string, config: string, options: readonly string[]): Promise<() => Promise<void>> {
  const command = programNamed("alertmanager");
  if (command) {
    const child = new Child({
      name: "alertmanager",
      command,
      args: [`--config.file=${config}`, ...options],
      environment: { PATH: process.env["PATH"] },
      logFile: join(folder, "alertmanager.log"),
      grace: 5_000,
    });
    child.start();
    return () => child.stop();
  }
  const mount = ["-v", `${config}:/etc/alertmanager.yaml:ro`, "--tmpfs", "/tmp:mode=1777"];
  const started = ["run", "-d", "--rm", "--network", "host", ...mount, IMAGE, "--config.file=/etc/alertmanager.yaml"];
  const { stdout } = await run("docker", [...started, ...options]);
  return async () => void (await run("docker", ["stop", "-t", "5", stdout.trim()]));
}
