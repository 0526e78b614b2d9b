// RabbitMQ as the broker; it reads its exchanges, queues and bindings at each start, before it lets anybody in.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { rabbitmqDefinitions } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { labelsOf } from "../parts/labels.ts";
import { PORTS } from "../parts/ports.ts";
import { BROKER } from "../parts/secrets.ts";
import { server } from "../parts/server.ts";
import type { Release } from "../release.ts";
import { version } from "../versions.ts";

const NAME = "rabbitmq";
const USER = 999;
const DEFINITIONS = "/etc/rabbitmq-definitions";
const [USERS, DERIVED] = ["00-users.json", "10-derived.json"] as const;
const SETTINGS = [
  // Every file of the folder, in the order of their names: what is derived, then the users.
  "definitions.import_backend = local_filesystem",
  `definitions.local.path = ${DEFINITIONS}`,
  "disk_free_limit.absolute = 100MB",
  "vm_memory_high_watermark.absolute = 700MB",
  "log.console = true",
];

export function rabbitmqBroker(scope: Construct, { declarations }: Release): void {
  new k8s.KubeConfigMap(scope, "definitions", {
    metadata: { name: `${NAME}-definitions`, labels: labelsOf(NAME, "broker") },
    data: {
      [DERIVED]: JSON.stringify(rabbitmqDefinitions(declarations)),
      "30-millrace.conf": `${SETTINGS.join("\n")}\n`,
    },
  });
  const configMap = (key: string) => ({ name: `${NAME}-definitions`, items: [{ key, path: key }] });
  server(scope, {
    name: NAME,
    role: "broker",
    image: version("RABBITMQ_IMAGE"),
    user: USER,
    ports: { amqp: PORTS.broker.rabbitmq, management: PORTS.rabbitmqManagement },
    needs: { cpu: "50m", memory: "256Mi", mostCpu: "1", mostMemory: "1Gi" },
    disk: "4Gi",
    data: "/var/lib/rabbitmq",
    volumes: [
      { name: "settings", configMap: configMap("30-millrace.conf") },
      {
        name: "definitions",
        projected: {
          sources: [
            { secret: { name: BROKER.name, items: [{ key: BROKER.users, path: USERS }] } },
            { configMap: configMap(DERIVED) },
          ],
        },
      },
      { name: "temporary", emptyDir: {} },
    ],
    mounts: { settings: "/etc/rabbitmq/conf.d", temporary: "/tmp" },
    // As a whole the volume holds folders of the kubelet's too, and RabbitMQ would read them as definitions.
    files: [USERS, DERIVED].map((file) => ({
      name: "definitions",
      mountPath: `${DEFINITIONS}/${file}`,
      subPath: file,
    })),
    grace: 60,
    container: {
      // Its data belong to a node, and a node to its name, which must outlive the pod.
      env: [
        { name: "RABBITMQ_NODENAME", value: `${NAME}@localhost` },
        { name: "HOME", value: "/var/lib/rabbitmq" },
      ],
    },
  });
}
