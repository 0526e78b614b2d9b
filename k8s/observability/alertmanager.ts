// Alertmanager, which makes one mail of alerts that belong together.
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { PORTS } from "../parts/ports.ts";
import { server } from "../parts/server.ts";
import type { Release } from "../release.ts";
import { version } from "../versions.ts";
import { quotedYaml, settingsFolder } from "./settings-folder.ts";

export const ALERTMANAGER = "alertmanager";
const USER = 65_534;
const CONFIG = "alertmanager.yaml";

const settingsOf = ({ observability: { mail } }: Release) => ({
  route: { receiver: "mail", group_by: ["alertname"], group_wait: "5s", group_interval: "30s", repeat_interval: "4h" },
  receivers: [
    {
      name: "mail",
      email_configs: [
        { to: mail.to, from: mail.from, smarthost: mail.server, require_tls: false, send_resolved: true },
      ],
    },
  ],
});

export function alertmanager(scope: Construct, release: Release): void {
  const { volume, folder } = settingsFolder(scope, ALERTMANAGER, { [CONFIG]: quotedYaml(settingsOf(release)) });
  server(scope, {
    name: ALERTMANAGER,
    role: "observability",
    image: version("ALERTMANAGER_IMAGE"),
    user: USER,
    ports: { web: PORTS.alertmanager },
    readiness: { httpGet: { path: "/-/ready", port: k8s.IntOrString.fromString("web") }, periodSeconds: 2 },
    needs: { cpu: "10m", memory: "32Mi", mostCpu: "500m", mostMemory: "128Mi" },
    data: "/data",
    volumes: [volume],
    mounts: { [volume.name]: folder },
    grace: 10,
    container: {
      args: [
        `--config.file=${folder}/${CONFIG}`,
        "--storage.path=/data",
        // It is alone.
        "--cluster.listen-address=",
      ],
    },
  });
}
