// For each alert a course of things that makes it fire and another after which it stops, minute by minute.
import { declarations } from "#services/declarations.ts";

export interface AlertCase {
  readonly alert: string;
  /** Selects one of several rules of the same name. */
  readonly service: string;
  /** Series -> its values, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /** Minutes at which it fires, and at which it does not (any more). */
  readonly fires: number;
  readonly quiet: readonly number[];
}

const request = (status: number): string =>
  `http_server_request_duration_seconds_count{service="order",http_request_method="POST",http_route="/orders",http_response_status_code="${status}"}`;

export const alertCases: readonly AlertCase[] = [
  {
    alert: "OrdersNotFinishing",
    service: "order",
    // It grows older until somebody mends what it waits for.
    series: { 'millrace_unfinished_age_seconds{service="order",state="unsettled"}': "0+60x10 0x10" },
    fires: 9,
    quiet: [4, 14],
  },
  {
    alert: "DeadLetters",
    service: "operations",
    series: { 'millrace_unfinished{service="operations",state="deadLetters"}': "0x4 2x6 0x10" },
    fires: 8,
    quiet: [3, 15],
  },
  {
    alert: "OutboxGrowing",
    service: "order",
    series: { 'millrace_outbox_age_seconds{service="order"}': "0x3 30+60x6 0x10" },
    fires: 8,
    quiet: [2, 15],
  },
  {
    alert: "LagNotDraining",
    service: "shipping",
    // A second replica of the publisher tells the same count; it is not counted twice.
    series: {
      'millrace_committed_total{service="order",topic="OrderCreated",instance="a"}': "0+100x30 3000x40",
      'millrace_committed_total{service="order",topic="OrderCreated",instance="b"}': "0+100x30 3000x40",
      'millrace_seen_total{service="shipping",topic="OrderCreated"}': "0+1x30 30+300x9 3000x30",
    },
    fires: 25,
    quiet: [5, 50],
  },
  {
    alert: "EventsStuck",
    service: "shipping",
    // It has seen the first hundred, and nothing for thirteen hours; then everything.
    series: {
      'millrace_committed_total{service="order",topic="OrderCreated"}': "0+10x30 300x900",
      'millrace_seen_total{service="shipping",topic="OrderCreated"}': "0+10x10 100x800 300x110",
      'millrace_in_hand{service="shipping"}': "0x920",
    },
    fires: 760,
    quiet: [60, 700, 850],
  },
  {
    alert: "EventsLost",
    service: "loyalty",
    series: { 'millrace_lost_total{service="loyalty",topic="OrderConfirmed"}': "0x5 3x100" },
    fires: 8,
    quiet: [4, 80],
  },
  {
    alert: "AcceptErrors",
    service: "order",
    series: { [request(202)]: "0+100x40", [request(503)]: "0x5 0+10x10 100x25" },
    fires: 12,
    quiet: [4, 30],
  },
  {
    alert: "ConsumerAtZero",
    service: "shipping",
    series: {
      'millrace_committed_total{service="order",topic="OrderCreated"}': "0+10x60",
      'millrace_seen_total{service="shipping",topic="OrderCreated"}': "0+10x5 _x25 310+10x29",
      'millrace_in_hand{service="shipping"}': "0x5 _x25 0x30",
    },
    fires: 20,
    quiet: [4, 40],
  },
  {
    alert: "ServiceGone",
    service: "inventory",
    series: { 'millrace_in_hand{service="inventory",instance="a"}': "0x5 _x15 0x20" },
    fires: 15,
    quiet: [5, 30],
  },
  {
    alert: "PartnerAway",
    service: "notification",
    series: {
      'millrace_failures_total{service="notification",topic="OrderCreated",problem="partner-away"}':
        "0x2 0+10x10 100x30",
    },
    fires: 10,
    quiet: [2, 35],
  },
  {
    alert: "StoreAway",
    service: "order",
    // One of two replicas is cut off.
    series: {
      'millrace_store_away{service="order",instance="a"}': "0x20",
      'millrace_store_away{service="order",instance="b"}': "0x3 1x6 0x10",
    },
    fires: 7,
    quiet: [2, 15],
  },
  {
    alert: "StoreNearlyFull",
    service: "order",
    series: { 'millrace_store_nearly_full{service="order"}': "0x3 1x6 0x10" },
    fires: 7,
    quiet: [2, 15],
  },
];

const awake = declarations.map(({ name }) => [
  [`millrace_in_hand{service="${name}"}`, "3x60"],
  [`millrace_store_away{service="${name}"}`, "0x60"],
]);

/** A quiet system in which everything happens: nothing may fire. */
export const HEALTHY: Readonly<Record<string, string>> = {
  ...(Object.fromEntries(awake.flat()) as Record<string, string>),
  // A dead letter may lie on the desk for long without an order that waits for it.
  'millrace_unfinished_age_seconds{service="operations",state="deadLetters"}': "9000x60",
  'millrace_unfinished_age_seconds{service="order",state="unsettled"}': "5x60",
  'millrace_unfinished{service="operations",state="deadLetters"}': "0x60",
  'millrace_outbox_age_seconds{service="order"}': "0x60",
  'millrace_lost_total{service="shipping",topic="OrderCreated"}': "2x60",
  'millrace_committed_total{service="order",topic="OrderCreated"}': "0+100x60",
  'millrace_seen_total{service="shipping",topic="OrderCreated"}': "0+100x60",
  [request(202)]: "0+100x60",
  'millrace_store_nearly_full{service="order"}': "0x60",
};

/** A release after which loyalty no longer listens to OrderPriced: what it has not seen of it is nothing that is stuck. */
export const LISTENS_NO_MORE: AlertCase["series"] = {
  'millrace_committed_total{service="pricing",topic="OrderPriced"}': "0+10x900",
  'millrace_seen_total{service="loyalty",topic="OrderPriced"}': "0+10x10 _x890",
  'millrace_in_hand{service="loyalty"}': "0x900",
};

/** Services of which nobody hears for a while; whether somebody is woken up for them. */
export const SLEEPERS: readonly {
  readonly what: string;
  readonly fires: boolean;
  readonly series: AlertCase["series"];
}[] = [
  {
    what: "has handled everything",
    fires: false,
    series: {
      'millrace_committed_total{service="order",topic="OrderCreated"}': "0+10x10 100x50",
      'millrace_seen_total{service="shipping",topic="OrderCreated"}': "0+10x10 100x1 _x48",
      'millrace_in_hand{service="shipping"}': "0x11 _x48",
    },
  },
  {
    what: "has handled everything, as its publisher has that sleeps too",
    fires: false,
    series: {
      'millrace_committed_total{service="order",topic="OrderCreated"}': "0+10x10 100x3 _x46",
      'millrace_seen_total{service="shipping",topic="OrderCreated"}': "0+10x10 100x1 _x48",
      'millrace_in_hand{service="shipping"}': "0x11 _x48",
    },
  },
  {
    what: "has left something for which its publisher stayed up no longer",
    fires: true,
    series: {
      'millrace_committed_total{service="order",topic="OrderCreated"}': "0+10x12 _x48",
      'millrace_seen_total{service="shipping",topic="OrderCreated"}': "0+10x10 _x50",
      'millrace_in_hand{service="shipping"}': "0x10 _x50",
    },
  },
  {
    what: "has never run",
    fires: true,
    series: { 'millrace_committed_total{service="order",topic="OrderCreated"}': "3x60" },
  },
];
