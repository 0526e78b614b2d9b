// Redis Streams as the broker, apart from the store, because the two are kept in different ways.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { redisGroups } from "#platform/derive/dapr/redis-groups.ts";
import { exporterFor } from "../observability/exporter.ts";
import { labelsOf } from "../parts/labels.ts";
import { PORTS } from "../parts/ports.ts";
import { REDIS_MEMORY, redisMemory, twice } from "../parts/redis-memory.ts";
import { BROKER, fromSecret } from "../parts/secrets.ts";
import { server } from "../parts/server.ts";
import type { Release } from "../release.ts";
import { version } from "../versions.ts";

const NAME = "redis";
const USER = 999;
const GROUPS = { name: `${NAME}-groups`, file: "groups.redis", path: "/etc/groups" } as const;
const SETTINGS = {
  dir: "/data",
  appendonly: "yes",
  appendfsync: "everysec",
  "maxmemory-policy": "noeviction",
  maxmemory: REDIS_MEMORY,
};

/** A server that knows its password by a variable only; `exec`, so that it gets the signals. */
const START = `exec redis-server --requirepass "$REDISCLI_AUTH" ${Object.entries(SETTINGS)
  .map(([name, value]) => `--${name} ${value}`)
  .join(" ")}`;
/** At each start, so that a broker that has lost its disk has them too; a group that is there already is left alone. */
const MAKE_GROUPS = `until redis-cli ping | grep -q PONG; do sleep 0.1; done; redis-cli < ${GROUPS.path}/${GROUPS.file} > /dev/null`;

export function redisBroker(scope: Construct, release: Release): void {
  const { disk, memory } = release.sizes.broker;
  const groups = `${redisGroups(release.declarations).join("\n")}\n`;
  new k8s.KubeConfigMap(scope, "groups", {
    metadata: { name: GROUPS.name, labels: labelsOf(NAME, "broker") },
    data: { [GROUPS.file]: groups },
  });
  server(scope, {
    name: NAME,
    role: "broker",
    image: version("REDIS_IMAGE"),
    user: USER,
    ports: { redis: PORTS.broker.redis },
    needs: { cpu: "50m", memory: "64Mi", mostCpu: "1", mostMemory: twice(memory) },
    disk,
    data: "/data",
    volumes: [{ name: "groups", configMap: { name: GROUPS.name } }],
    mounts: { groups: GROUPS.path },
    readAtStart: groups,
    grace: 30,
    beside: exporterFor("redis", release),
    container: {
      command: ["sh", "-c", START],
      env: [redisMemory(memory), { name: "REDISCLI_AUTH", valueFrom: fromSecret(BROKER.name, BROKER.password) }],
      lifecycle: { postStart: { exec: { command: ["sh", "-c", MAKE_GROUPS] } } },
    },
  });
}
