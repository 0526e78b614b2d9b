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
  /** Where Prometheus finds figures of those that are no services. */
  metrics: { sidecar: 9090, redis: 9121, rabbitmq: 15_692, kafka: 9308, autoscaler: 8080 },
  traces: { otlp: 4318, zipkin: 9411 },
  /** Pages of the programs that look at the platform. */
  jaeger: 16_686,
  prometheus: 9090,
  alertmanager: 9093,
  grafana: 3000,
} as const;
