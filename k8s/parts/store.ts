// The services' store: Redis that writes each commit to its disk before it answers, where each service sees its own keys only.
import { Chart } from "cdk8s";
import type { Construct } from "constructs";
import { TriggerAuthentication } from "../imports/keda.sh.ts";
import type { Release, Size } from "../release.ts";
import { AUTOSCALER } from "../scaling/store-triggers.ts";
import { storeUsers } from "../secrets/store-users.ts";
import { version } from "../versions.ts";
import { PORTS } from "./ports.ts";
import { REDIS_MEMORY, redisMemory, twice } from "./redis-memory.ts";
import { STORE } from "./secrets.ts";
import { server } from "./server.ts";

const USER = 999;
const USERS = "/etc/store";

export function storeChart(scope: Construct, { declarations, existing, sizes }: Release): Chart {
  const chart = new Chart(scope, STORE.name);
  if (!existing.store) ownStore(chart, declarations, sizes.store);
  const { secret, key } = existing.store
    ? { secret: existing.store.secret, key: STORE.password }
    : { secret: STORE.name, key: STORE[AUTOSCALER] };
  // Also in the store's file: how the autoscaler reads there.
  new TriggerAuthentication(chart, "autoscaler", {
    metadata: { name: STORE.name },
    spec: { secretTargetRef: [{ parameter: "password", name: secret, key }] },
  });
  return chart;
}

const ownStore = (scope: Construct, declarations: Release["declarations"], { disk, memory }: Size): void =>
  server(scope, {
    name: STORE.name,
    role: "store",
    image: version("REDIS_IMAGE"),
    user: USER,
    ports: { redis: PORTS.store },
    needs: { cpu: "50m", memory: "128Mi", mostCpu: "1", mostMemory: twice(memory) },
    disk,
    data: "/data",
    volumes: [{ name: "users", secret: { secretName: STORE.name, items: [{ key: STORE.users, path: STORE.users }] } }],
    mounts: { users: USERS },
    readAtStart: storeUsers(declarations, () => ""),
    grace: 30,
    container: {
      command: ["redis-server"],
      args: Object.entries({
        dir: "/data",
        appendonly: "yes",
        // A 202 is only true when the order is on the disk.
        appendfsync: "always",
        "maxmemory-policy": "noeviction",
        maxmemory: REDIS_MEMORY,
        aclfile: `${USERS}/${STORE.users}`,
      }).flatMap(([name, value]) => [`--${name}`, value]),
      // Beyond it writes are refused; requests get 503 before.
      env: [redisMemory(memory)],
    },
  });
