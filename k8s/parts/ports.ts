// The ports inside the cluster, each once.
export const PORTS = {
  /** Routes of a service, on its pod. */
  service: 8080,
  /** Where its sidecar brings events; on the pod's own loopback address only. */
  intake: 8081,
  /** Routes, as other pods and the ingress find them. */
  web: 80,
  store: 6379,
  smtp: 1025,
  broker: { redis: 6379, rabbitmq: 5672, kafka: 9092 },
  rabbitmqManagement: 15_672,
} as const;
