// A service's autoscaler: by what waits for it, from its least to its most replicas.
import type { Construct } from "constructs";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { ScaledObject } from "../imports/keda.sh.ts";
import { labelsOf } from "../parts/labels.ts";
import { PROFILES, type Release } from "../release.ts";
import { formulaOf } from "./formula.ts";
import { roundsTriggers } from "./rounds.ts";
import { storeTriggers } from "./store-triggers.ts";
import { kafkaTriggers } from "./topic-kafka.ts";
import { rabbitmqTriggers } from "./topic-rabbitmq.ts";
import { redisTriggers } from "./topic-redis.ts";
import { type TopicTriggers, type Trigger, wakingTopics } from "./trigger.ts";

const TRIGGERS_OF: Readonly<Record<Broker, TopicTriggers>> = {
  redis: redisTriggers,
  rabbitmq: rabbitmqTriggers,
  kafka: kafkaTriggers,
};

/** Seconds between two looks at a service that sleeps. */
const LOOK = 2;
/** Seconds without work after which it sleeps: longer than any of its schedules waits for something. */
const AWAKE = 60;
/** Seconds for which the need for replicas must be smaller before one goes: going costs what it had in hand. */
const CALM = 60;
const STEP = 15;

export const triggersOf = (service: ServiceDeclaration, release: Release): readonly Trigger[] => [
  ...wakingTopics(service, release).flatMap((topic) => TRIGGERS_OF[release.broker](topic, service, release)),
  ...storeTriggers(service, release),
  ...roundsTriggers(service, release),
];

export function scaling(scope: Construct, service: ServiceDeclaration, release: Release): ScaledObject {
  const { name, scale } = service;
  const most = Math.min(scale.max, PROFILES[release.profile]);
  const triggers = triggersOf(service, release);
  return new ScaledObject(scope, "scaling", {
    metadata: { name, labels: labelsOf(name, "service") },
    spec: {
      scaleTargetRef: { name },
      minReplicaCount: scale.min,
      maxReplicaCount: most,
      ...(scale.min === 0 ? { pollingInterval: LOOK, cooldownPeriod: AWAKE } : {}),
      advanced: {
        // While a broker is emptied, what waits in it alone must be seen (lag.ts): with a formula, KEDA answers every question with that figure.
        ...(release.publishing === "paused" ? {} : { scalingModifiers: { formula: formulaOf(triggers), target: "1" } }),
        horizontalPodAutoscalerConfig: {
          // Upwards Kubernetes' own rule is right: by four, or to twice as many, every 15 s. So what has waited for a service that was
          // away, and is soon worked off, does not bring as many replicas as there may be all at once.
          behavior: {
            scaleDown: {
              stabilizationWindowSeconds: CALM,
              policies: [{ type: "Percent", value: 100, periodSeconds: STEP }],
            },
          },
        },
      },
      triggers: triggers.map(({ type, name: called, metadata, authentication }) => ({
        type,
        name: called,
        metadata,
        ...(authentication === undefined ? {} : { authenticationRef: { name: authentication } }),
      })),
    },
  });
}
