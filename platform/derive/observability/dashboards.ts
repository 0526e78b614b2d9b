// The dashboards, derived from the declarations: orders as a whole, a row for each service and topic, scaling, sidecars, the broker.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { heardBy } from "../graph.ts";
import { UNDECIDED, UNSETTLED_AGE } from "./alerts.ts";
import { LAG, SEEN } from "./lag.ts";
import {
  type Dashboard,
  level,
  mishap,
  movement,
  needing,
  orZero,
  panel,
  type Query,
  type Row,
  trouble,
} from "./panels.ts";

type Declarations = readonly ServiceDeclaration[];

const quantile = (share: number, metric: string, labels: string, by: string): string =>
  `histogram_quantile(${share}, sum by (le, ${by}) (rate(${metric}_bucket{${labels}}[5m])))`;
const committed = (topic: string, legend: string): Query =>
  orZero(movement(`sum(rate(millrace_since_request_seconds_count{topic="${topic}"}[5m]))`, legend));

export const dashboardsOf = (declarations: Declarations): readonly Dashboard[] => [
  { name: "orders", title: "orders", rows: [ordersRow, durationsRow, troubleRow] },
  { name: "services", title: "services", rows: declarations.map((service) => serviceRow(service, declarations)) },
  { name: "topics", title: "topics", rows: topicsOf(declarations).map(topicRow) },
  { name: "scaling", title: "scaling", rows: [scalingRow, autoscalerRow] },
  { name: "sidecars", title: "sidecars", rows: [sidecarRow] },
  { name: "broker", title: "broker", rows: [brokerRow, rabbitmqRow] },
];

const ordersRow: Row = {
  title: "Orders",
  panels: [
    panel(
      "By outcome",
      "reqps",
      committed("OrderCreated", "accepted"),
      committed("OrderCompleted", "completed"),
      committed("OrderCancelled", "cancelled"),
    ),
    panel("Oldest that is not settled", "s", level(UNSETTLED_AGE, "age")),
    panel("Refusals", "reqps", committed("InventoryFailed", "out of stock"), committed("PaymentFailed", "not paid")),
    panel(
      "Mails that failed",
      "reqps",
      orZero(trouble('sum(rate(millrace_failures_total{service="notification"}[5m]))', "failed")),
    ),
  ],
};
const durationsRow: Row = {
  title: "How long it takes",
  panels: [
    panel(
      "From the request to the end",
      "s",
      movement(quantile(0.5, "millrace_since_request_seconds", 'topic="OrderCompleted"', "topic"), "half"),
      movement(quantile(0.99, "millrace_since_request_seconds", 'topic="OrderCompleted"', "topic"), "99 of 100"),
    ),
    panel(
      "Requests by status",
      "reqps",
      movement(
        "sum by (http_response_status_code) (rate(http_server_request_duration_seconds_count[5m]))",
        "{{http_response_status_code}}",
      ),
    ),
    panel(
      "Slow requests, 99 of 100",
      "s",
      movement(quantile(0.99, "http_server_request_duration_seconds", "", "http_route"), "{{http_route}}"),
    ),
  ],
};
const troubleRow: Row = {
  title: "Trouble",
  panels: [
    panel("Given up", "short", trouble("max by (service) (millrace_dead)", "{{service}}")),
    panel("Dead letters that nobody has decided", "short", trouble(UNDECIDED, "on the desk")),
    panel("Waiting for another attempt", "short", level("max by (service) (millrace_parked)", "{{service}}")),
    panel("Waiting to be published", "short", level("max by (service) (millrace_outbox)", "{{service}}")),
    panel("For how long", "s", level("max by (service) (millrace_outbox_age_seconds)", "{{service}}")),
    panel("Lost for good", "short", level("max by (service, topic) (millrace_lost_total)", "{{service}} {{topic}}")),
    panel("Stores that do not answer", "short", level("max by (service) (millrace_store_away)", "{{service}}")),
    ...needing(
      "collector",
      panel(
        "Steps of traces",
        "reqps",
        movement('sum(rate(millrace_spans_total{outcome="sent"}[5m]))', "sent"),
        level('sum(rate(millrace_spans_total{outcome="lost"}[5m]))', "lost"),
      ),
    ),
  ],
};

function serviceRow(service: ServiceDeclaration, declarations: Declarations): Row {
  const { name, routes } = service;
  const own = `service="${name}"`;
  const handling = [
    panel(
      "Handled",
      "reqps",
      movement(`sum by (topic) (rate(millrace_events_total{${own},outcome="handled"}[5m]))`, "{{topic}}"),
    ),
    panel(
      "Failed attempts",
      "reqps",
      trouble(`sum by (topic, problem) (rate(millrace_failures_total{${own}}[5m]))`, "{{topic}} {{problem}}"),
    ),
    panel("In hand, 95 of 100", "s", movement(quantile(0.95, "millrace_handling_seconds", own, "topic"), "{{topic}}")),
    panel("Behind", "short", level(`sum by (topic) (${LAG}{${own}})`, "{{topic}}")),
  ];
  const requests = panel(
    "Requests",
    "reqps",
    movement(
      `sum by (http_route, http_response_status_code) (rate(http_server_request_duration_seconds_count{${own}}[5m]))`,
      "{{http_route}} {{http_response_status_code}}",
    ),
  );
  const hears = heardBy(service, declarations).length > 0;
  return { title: name, panels: [...(hears ? handling : []), ...(Object.keys(routes).length > 0 ? [requests] : [])] };
}

const topicsOf = (declarations: Declarations): readonly string[] =>
  [...new Set(declarations.flatMap((service) => heardBy(service, declarations).map(({ name }) => name)))].sort();

const topicRow = (topic: string): Row => ({
  title: topic,
  panels: [
    panel(
      "Committed",
      "reqps",
      orZero(movement(`sum(rate(millrace_committed_total{topic="${topic}"}[5m]))`, "committed")),
    ),
    panel(
      "Handled",
      "reqps",
      movement(`sum by (service) (rate(millrace_events_total{topic="${topic}",outcome="handled"}[5m]))`, "{{service}}"),
    ),
    panel("Behind", "short", level(`sum by (service) (${LAG}{topic="${topic}"})`, "{{service}}")),
  ],
});

const scalingRow: Row = {
  title: "Every service",
  panels: [
    panel(
      "Replicas",
      "short",
      movement(`count by (service) (millrace_in_hand) or max by (service) (${SEEN}) * 0`, "{{service}}"),
    ),
    panel("Behind", "short", level(`sum by (service) (${LAG})`, "{{service}}")),
    panel("In hand", "short", level("sum by (service) (millrace_in_hand)", "{{service}}")),
    panel("Processors", "short", movement("sum by (service) (rate(process_cpu_seconds_total[5m]))", "{{service}}")),
    panel("Memory", "bytes", movement("max by (service) (process_resident_memory_bytes)", "{{service}}")),
  ],
};
/** What the autoscaler itself looks at; the figure that it makes of it all counts replicas, and not what waits. */
const FIGURE = "composite-metric";
const autoscalerRow: Row = {
  title: "The autoscaler",
  panels: needing(
    "keda",
    panel(
      "What waits, as it sees it",
      "short",
      level(`sum by (service) (keda_scaler_metrics_value{metric!="${FIGURE}"})`, "{{service}}"),
    ),
    panel(
      "Replicas, as it wants them",
      "short",
      level(`max by (service) (keda_scaler_metrics_value{metric="${FIGURE}"})`, "{{service}}"),
    ),
    panel(
      "How long a look takes",
      "s",
      movement("max by (service) (keda_scaler_metrics_latency_seconds)", "{{service}}"),
    ),
    panel(
      "Looks that failed",
      "reqps",
      mishap("sum by (service) (rate(keda_scaler_detail_errors_total[5m]))", "{{service}}"),
    ),
  ),
};
const sidecarRow: Row = {
  title: "Every sidecar",
  panels: [
    panel(
      "Events brought",
      "reqps",
      movement(
        "sum by (app_id, process_status) (rate(dapr_component_pubsub_ingress_count[5m]))",
        "{{app_id}} {{process_status}}",
      ),
    ),
    panel(
      "Batches taken",
      "reqps",
      movement(
        "sum by (app_id, success) (rate(dapr_component_pubsub_egress_bulk_count[5m]))",
        "{{app_id}} {{success}}",
      ),
    ),
    panel(
      "Publishing, 95 of 100",
      "s",
      movement(
        "histogram_quantile(0.95, sum by (le, app_id) (rate(dapr_component_pubsub_egress_bulk_latencies_bucket[5m]))) / 1000",
        "{{app_id}}",
      ),
    ),
    panel(
      "Processors",
      "short",
      movement('sum by (service) (rate(process_cpu_seconds_total{job="millrace-sidecars"}[5m]))', "{{service}}"),
    ),
  ],
};
const brokerRow: Row = {
  title: "The broker, as its users see it",
  panels: [
    panel(
      "Batches given to it, by topic",
      "reqps",
      movement("sum by (topic) (rate(dapr_component_pubsub_egress_bulk_count[5m]))", "{{topic}}"),
    ),
    panel(
      "Brought by it, by topic",
      "reqps",
      movement("sum by (topic) (rate(dapr_component_pubsub_ingress_count[5m]))", "{{topic}}"),
    ),
    panel("Waiting in it, by topic", "short", level(`max by (topic) (${LAG})`, "{{topic}}")),
    panel("Not published yet", "short", level("sum(millrace_outbox)", "outbox")),
  ],
};
const rabbitmqRow: Row = {
  title: "RabbitMQ itself",
  panels: needing(
    "rabbitmq",
    panel(
      "In its queues",
      "short",
      level("sum(rabbitmq_queue_messages_ready)", "waiting"),
      level("sum(rabbitmq_queue_messages_unacked)", "in hand"),
    ),
    panel(
      "Messages",
      "reqps",
      movement("sum(rate(rabbitmq_global_messages_received_total[5m]))", "taken"),
      movement("sum(rate(rabbitmq_global_messages_delivered_total[5m]))", "brought"),
    ),
    panel("Memory", "bytes", movement("sum(rabbitmq_process_resident_memory_bytes)", "used")),
    panel("Room on its disk", "bytes", movement("min(rabbitmq_disk_space_available_bytes)", "free")),
  ),
};
