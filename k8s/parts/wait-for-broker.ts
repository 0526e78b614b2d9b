// A sidecar that does not reach its broker when it starts ends, and is started again later and later. So it starts when the way is free:
// the network lets a new pod through a moment after it is there, on a busy node some seconds, and a broker may be away for longer.

import type { k8s } from "cdk8s-plus-27";
import { addressOf, imageOf, type Release } from "../release.ts";
import { containerSecurity } from "./hardening.ts";
import { PORTS } from "./ports.ts";
import { type Needs, resourcesOf } from "./resources.ts";

/** Nothing but a shell that sleeps. */
const WAITING: Needs = { cpu: "10m", memory: "16Mi", mostCpu: "500m", mostMemory: "64Mi" };
/** The shell opens a connection as if it were a file, and says why it could not: once, until it is for another reason. */
const SCRIPT = [
  'echo "Waiting for the broker at $BROKER."',
  // A new pod's network swallows what comes too early, and soon lets it through: who asks often is on the way sooner. Every third try has
  // the time that a distant broker or a busy node needs.
  "TRIES=0",
  "until WHY=$(timeout $([ $((TRIES % 3)) = 2 ] && echo 1 || echo 0.2) bash -c 'exec 3<>/dev/tcp/${BROKER%:*}/${BROKER##*:}' 2>&1)",
  "do WHY=${WHY%%$'\\n'*}",
  "WHY=${WHY##*: }",
  "WHY=${WHY:-no answer yet}",
  '[ "$WHY" = "$SAID" ] || echo "$BROKER: $WHY."',
  "SAID=$WHY",
  "TRIES=$((TRIES + 1))",
  "sleep 0.1",
  "done",
  // In one line, as the chart takes it.
].join("; ");

/** `program`: whose image it is, which the node has already. */
export function waitForBroker(program: string, release: Release): k8s.Container {
  const { broker, existing } = release;
  const address = existing.broker ? addressOf(existing.broker) : `${broker}:${PORTS.broker[broker]}`;
  return {
    name: "wait-for-broker",
    image: imageOf(program, release),
    imagePullPolicy: "IfNotPresent",
    command: ["bash", "-c", SCRIPT],
    env: [{ name: "BROKER", value: address }],
    resources: resourcesOf(WAITING),
    securityContext: containerSecurity,
  };
}
