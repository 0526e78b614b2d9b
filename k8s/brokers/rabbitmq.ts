// RabbitMQ as the broker; it reads its exchanges, queues and bindings at each start, before it lets anybody in.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { RABBITMQ_VARIABLES, rabbitmqDefinitions } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { labelsOf } from "../parts/labels.ts";
import { PORTS } from "../parts/ports.ts";
import { BROKER } from "../parts/secrets.ts";
import { server } from "../parts/server.ts";
import type { Release } from "../release.ts";
import { version } from "../versions.ts";

const NAME = "rabbitmq";
const USER = 999;
const DEFINITIONS = "/etc/rabbitmq-definitions";
const USERS_FILE = "00-users.json";
const DERIVED_FILE = "10-derived.json";
const SETTINGS = [
  // Every file of the folder, in the order of their names: what is derived, then the users.
  "definitions.import_backend = local_filesystem",
  `definitions.local.path = ${DEFINITIONS}`,
  "disk_free_limit.absolute = 100MB",
  "vm_memory_high_watermark.absolute = 700MB",
  "log.console = true",
];

export function rabbitmqBroker(scope: Construct, { declarations, sizes }: Release): void {
  const data = {
    [DERIVED_FILE]: JSON.stringify(rabbitmqDefinitions(declarations)),
    "30-millrace.conf": `${SETTINGS.join("\n")}\n`,
  };
  new k8s.KubeConfigMap(scope, "definitions", {
    metadata: { name: `${NAME}-definitions`, labels: labelsOf(NAME, "broker") },
    data,
  });
  const configMap = (key: string) => ({ name: `${NAME}-definitions`, items: [{ key, path: key }] });
  server(scope, {
    name: NAME,
    role: "broker",
    image: version("RABBITMQ_IMAGE"),
    user: USER,
    ports: { amqp: PORTS.broker.rabbitmq, management: PORTS.rabbitmqManagement, metrics: PORTS.metrics.rabbitmq },
    needs: { cpu: "50m", memory: "256Mi", mostCpu: "1", mostMemory: "1Gi" },
    disk: sizes.broker.disk,
    data: "/var/lib/rabbitmq",
    volumes: [
      { name: "settings", configMap: configMap("30-millrace.conf") },
      { name: "users", secret: { secretName: BROKER.name, items: [{ key: BROKER.users, path: USERS_FILE }] } },
      { name: "definitions", configMap: configMap(DERIVED_FILE) },
      { name: "temporary", emptyDir: {} },
    ],
    mounts: {
      settings: "/etc/rabbitmq/conf.d",
      // File by file: a volume as a whole has folders beside its files, which RabbitMQ tries to read.
      users: { path: `${DEFINITIONS}/${USERS_FILE}`, file: USERS_FILE },
      definitions: { path: `${DEFINITIONS}/${DERIVED_FILE}`, file: DERIVED_FILE },
      temporary: "/tmp",
    },
    readAtStart: JSON.stringify(data),
    grace: 60,
    container: {
      // Its data belong to a node, and a node to its name, which must outlive the pod.
      env: [
        { name: "RABBITMQ_NODENAME", value: `${NAME}@localhost` },
        { name: "HOME", value: "/var/lib/rabbitmq" },
        ...Object.entries(RABBITMQ_VARIABLES).map(([name, value]) => ({ name, value })),
      ],
    },
  });
}
