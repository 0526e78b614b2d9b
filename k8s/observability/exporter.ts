// A program beside the broker that shows the broker's figures, for brokers that show none; whoever wants them names its image.
import type { k8s } from "cdk8s-plus-27";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { containerSecurity } from "../parts/hardening.ts";
import { PORTS } from "../parts/ports.ts";
import { resourcesOf, SMALL_PROGRAM } from "../parts/resources.ts";
import { BROKER, fromSecret } from "../parts/secrets.ts";
import type { Release } from "../release.ts";

export const EXPORTER = "exporter";

/** As oliver006/redis_exporter and danielqsj/kafka-exporter want to be told where the broker is. */
const TOLD: Readonly<Partial<Record<Broker, Pick<k8s.Container, "args" | "env">>>> = {
  redis: {
    env: [
      { name: "REDIS_ADDR", value: `redis://localhost:${PORTS.broker.redis}` },
      { name: "REDIS_PASSWORD", valueFrom: fromSecret(BROKER.name, BROKER.password) },
    ],
  },
  kafka: { args: [`--kafka.server=localhost:${PORTS.broker.kafka}`] },
};
const PORT_OF: Readonly<Record<Broker, number>> = PORTS.metrics;

export function exporterFor(broker: Broker, { observability: { enabled, brokerExporter } }: Release): k8s.Container[] {
  const told = TOLD[broker];
  if (!enabled || !brokerExporter || !told) return [];
  return [
    {
      name: EXPORTER,
      image: brokerExporter,
      imagePullPolicy: "IfNotPresent",
      ...told,
      ports: [{ name: "metrics", containerPort: PORT_OF[broker] }],
      resources: resourcesOf(SMALL_PROGRAM),
      securityContext: containerSecurity,
    },
  ];
}
