// What wakes somebody up, derived from the declarations: who listens to what, which routes take orders in, how far behind is too far.
import { HOUR } from "../../declare/duration.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { EVENTS_KEPT } from "../dapr/brokers.ts";
import { heardBy } from "../graph.ts";
import { COMMITTED, COMMITTED_EXPRESSION, LAG, LAG_EXPRESSION, LAG_OF_SERVICE, SEEN, SEEN_EXPRESSION } from "./lag.ts";

type Declarations = readonly ServiceDeclaration[];

export interface Alert {
  /** Also names its page in docs/runbooks, in kebab case. */
  readonly alert: string;
  readonly expr: string;
  /** How long it must be true before it fires. */
  readonly for: string;
  readonly severity: "page" | "ticket";
  readonly summary: string;
  /** The one that it is about, where the rule is for one. */
  readonly service?: string;
}

/** How old the oldest order is that is not settled. */
export const UNSETTLED_AGE = 'max by (service, state) (millrace_unfinished_age_seconds{state="unsettled"})';
/** Letters that lie on the desk. */
export const UNDECIDED = 'max by (service, state) (millrace_unfinished{state="deadLetters"})';

export function alertsOf(declarations: Declarations): readonly Alert[] {
  const consumers = declarations.filter((service) => heardBy(service, declarations).length > 0);
  return [
    {
      alert: "OrdersNotFinishing",
      expr: `${UNSETTLED_AGE} > 300`,
      for: "1m",
      severity: "page",
      summary: "The oldest order that is not settled is {{ $value | humanizeDuration }} old.",
    },
    {
      alert: "DeadLetters",
      expr: `${UNDECIDED} > 0`,
      for: "1m",
      severity: "ticket",
      summary: "{{ $value }} events were given up, and nobody has decided what becomes of them.",
    },
    {
      alert: "OutboxGrowing",
      expr: "max by (service) (millrace_outbox_age_seconds) > 60",
      for: "1m",
      severity: "page",
      summary: "{{ $labels.service }} has not published for {{ $value | humanizeDuration }}.",
    },
    ...consumers.map((service) => lagNotDraining(service)),
    eventsStuck,
    {
      alert: "EventsLost",
      expr: "max by (service, topic) (increase(millrace_lost_total[1h])) > 0",
      for: "0m",
      severity: "page",
      summary: "{{ $labels.service }} will never see some {{ $labels.topic }} events; nobody has them any more.",
    },
    acceptErrors(declarations),
    ...consumers.map((service) => consumerAtZero(service, declarations)),
    ...declarations.filter(({ scale }) => scale.min > 0).map(serviceGone),
    {
      alert: "PartnerAway",
      expr: 'sum by (service) (increase(millrace_failures_total{problem="partner-away"}[10m])) > 5',
      for: "2m",
      severity: "ticket",
      summary: "A partner of {{ $labels.service }} does not answer; its events wait.",
    },
    {
      alert: "StoreAway",
      expr: "max by (service) (millrace_store_away) == 1",
      for: "1m",
      severity: "page",
      summary:
        "A replica of {{ $labels.service }} gets no answer from its store; it takes in neither requests nor events.",
    },
    {
      alert: "StoreNearlyFull",
      expr: "max by (service) (millrace_store_nearly_full) == 1",
      for: "1m",
      severity: "page",
      summary: "The store of {{ $labels.service }} has little room left; new requests get 503.",
    },
  ];
}

/** More than one replica is meant to have, for ten minutes, and not less than ten minutes ago. */
function lagNotDraining({ name, scale }: ServiceDeclaration): Alert {
  const lag = `${LAG_OF_SERVICE}{service="${name}"}`;
  return {
    alert: "LagNotDraining",
    service: name,
    expr: `min_over_time(${lag}[10m]) > ${scale.backlogPerReplica} and ${lag} >= ${lag} offset 10m`,
    for: "1m",
    severity: "page",
    summary: "{{ $labels.service }} is {{ $value }} events behind and does not catch up.",
  };
}

/**
 * While half of the time is left in which the broker still has them; Prometheus may have been away then for an hour. Only of those
 * that run: for others somebody is told sooner, and one that no longer listens to a topic does not wait for it.
 */
const TOO_LATE = EVENTS_KEPT / 2 / HOUR;
const eventsStuck: Alert = {
  alert: "EventsStuck",
  expr: `max by (service, topic) (millrace_seen_total) < on (topic) group_left last_over_time(${COMMITTED}[1h] offset ${TOO_LATE}h)`,
  for: "5m",
  severity: "page",
  summary: `{{ $labels.service }} has not seen {{ $labels.topic }} events that are ${TOO_LATE} hours old; the broker forgets them after ${EVENTS_KEPT / HOUR}.`,
};

/** Of one that never sleeps nothing is heard. */
function serviceGone({ name }: ServiceDeclaration): Alert {
  return {
    alert: "ServiceGone",
    service: name,
    expr: `absent(millrace_in_hand{service="${name}"})`,
    for: "2m",
    severity: "page",
    summary: `No replica of ${name} answers.`,
  };
}

/** Routes that take work in once, however often they are asked. */
function acceptErrors(declarations: Declarations): Alert {
  const routes = declarations.flatMap((service) =>
    Object.values(service.routes).flatMap(({ idempotent, path }) => (idempotent ? [path] : [])),
  );
  const asked = (status = "") =>
    `sum by (service) (rate(http_server_request_duration_seconds_count{http_request_method="POST",http_route=~"${routes.join("|")}"${status}}[5m]))`;
  return {
    alert: "AcceptErrors",
    expr: `${asked(',http_response_status_code=~"5.."')} / ${asked()} > 0.01`,
    for: "2m",
    severity: "page",
    summary: "{{ $labels.service }} refuses {{ $value | humanizePercentage }} of what it is asked to take in.",
  };
}

/** Events are committed that it has not seen (all of them, if nobody has ever heard of it), and no replica of it tells anything. */
function consumerAtZero(service: ServiceDeclaration, declarations: Declarations): Alert {
  const topics = heardBy(service, declarations).map(({ name }) => name);
  const committed = `${COMMITTED}{topic=~"${topics.join("|")}"}`;
  const seen = `(max by (topic) (${SEEN}{service="${service.name}"}) or ${committed} * 0)`;
  const waiting = `count(${committed} > on (topic) ${seen})`;
  return {
    alert: "ConsumerAtZero",
    service: service.name,
    expr: `${waiting} unless on () count(last_over_time(millrace_in_hand{service="${service.name}"}[2m]))`,
    for: "5m",
    severity: "page",
    summary: `Events wait for ${service.name}, and no replica of it runs.`,
  };
}

const kebab = (name: string): string => name.replaceAll(/(?<=.)([A-Z])/g, "-$1").toLowerCase();
export const runbookOf = ({ alert }: Pick<Alert, "alert">): string => `docs/runbooks/${kebab(alert)}.md`;

/** As Prometheus reads it. */
export const ruleFile = (declarations: Declarations) => ({
  groups: [
    {
      name: "millrace-figures",
      rules: [
        { record: LAG, expr: LAG_EXPRESSION },
        { record: LAG_OF_SERVICE, expr: `sum by (service) (${LAG})` },
        { record: SEEN, expr: SEEN_EXPRESSION },
        { record: COMMITTED, expr: COMMITTED_EXPRESSION },
      ],
    },
    {
      name: "millrace",
      rules: alertsOf(declarations).map(({ severity, summary, service, ...rule }) => ({
        ...rule,
        labels: { severity, ...(service && { service }) },
        annotations: { summary, runbook: runbookOf(rule) },
      })),
    },
  ],
});
