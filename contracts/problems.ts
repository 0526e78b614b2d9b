// Every problem that the platform can report, once: its code, HTTP status, what happens to an event, and the way out.
export type Verdict = "drop" | "retry";

const define = (status: number, title: string, verdict: Verdict, remedy: string) => ({
  status,
  title,
  verdict,
  remedy,
});

export const PROBLEMS = {
  "request-malformed": define(400, "The request cannot be read", "drop", "Send well-formed JSON."),
  "administrator-only": define(
    401,
    "The administrator's token is needed",
    "drop",
    "Send `Authorization: Bearer <token>`: the ADMIN_TOKEN of the platform, or the token that it printed at its start.",
  ),
  "not-found": define(404, "There is nothing at this path", "drop", "GET /openapi.json lists every path."),
  "order-unknown": define(
    404,
    "No order has this id",
    "drop",
    "Check the id; an order is forgotten some time after it has finished.",
  ),
  "order-not-yet-known": define(
    404,
    "The order is not known yet",
    "retry",
    "Ask again after Retry-After seconds; a checkout takes a moment to become an order.",
  ),
  "product-unknown": define(404, "No product has this SKU", "drop", "GET /products lists the catalogue."),
  "stock-unknown": define(
    404,
    "No stock was ever kept for this SKU",
    "drop",
    "Restock it first: POST /inventory/{sku}/restock.",
  ),
  "payment-unknown": define(
    404,
    "No payment of this order is known",
    "drop",
    "Ask again when GET /orders/{orderId} shows a total and CONFIRMED: only then is a payment tried.",
  ),
  "shipment-unknown": define(
    404,
    "No shipment of this order is known",
    "drop",
    "Ask again when GET /orders/{orderId} shows CONFIRMED: only then is a shipment made.",
  ),
  "user-unknown": define(404, "No user has this id", "drop", "Register with POST /users."),
  "dead-letter-unknown": define(404, "No dead letter has this id", "drop", "GET /dead-letters lists them."),
  "service-unknown": define(404, "No service has this name", "drop", "GET /services lists them."),
  "state-unknown": define(
    404,
    "The service keeps no state of this name",
    "drop",
    "Its service.ts names them under `state`.",
  ),
  "page-file-unknown": define(
    404,
    "The page has no such file",
    "drop",
    "Load the page again: its files get new names with every change.",
  ),
  "timeline-unknown": define(
    404,
    "No event of this order was seen",
    "drop",
    "Check the id; the first event of a new order takes a moment.",
  ),
  "method-not-allowed": define(
    405,
    "This path does not answer this method",
    "drop",
    "Use a method from the Allow header.",
  ),
  "order-not-cancellable": define(
    409,
    "A completed order cannot be cancelled",
    "drop",
    "Leave it: an order can be cancelled until it is COMPLETED.",
  ),
  "basket-empty": define(
    409,
    "The basket is empty",
    "drop",
    "Put something in it first: PUT /baskets/{userId}/items/{sku}.",
  ),
  "request-in-progress": define(
    409,
    "A request with this Idempotency-Key is still running",
    "drop",
    "Ask again after Retry-After seconds.",
  ),
  "body-too-large": define(413, "The body is too large", "drop", "Send at most 64 KB."),
  "media-type-unsupported": define(
    415,
    "The body's type is not supported",
    "drop",
    "Send `Content-Type: application/json`.",
  ),
  "request-invalid": define(
    422,
    "The request does not fit its schema",
    "drop",
    "Correct the fields named in `errors`.",
  ),
  "idempotency-key-reused": define(
    422,
    "This Idempotency-Key came with another body",
    "drop",
    "Use a new key for a new request.",
  ),
  "event-invalid": define(
    422,
    "The event does not fit its schema",
    "drop",
    "Mend what published it and discard the dead letter; redrive it only when the schema was wrong.",
  ),
  "too-many-requests": define(
    429,
    "This client sends too many requests",
    "retry",
    "Ask again after Retry-After seconds, and less often.",
  ),
  unexpected: define(500, "Something went wrong on our side", "retry", "Try again; the log of the platform says more."),
  "not-supported-here": define(
    501,
    "This way of running cannot do that",
    "drop",
    "Do it with the tools of the place where the services run.",
  ),
  "mail-refused": define(
    502,
    "The mail server refuses this mail",
    "drop",
    "Read the server's answer in the reason: mend what it names and redrive the dead letter, or discard it.",
  ),
  "store-away": define(503, "The service's store cannot be reached", "retry", "Ask again after Retry-After seconds."),
  "outbox-full": define(
    503,
    "Too many events wait to be published",
    "retry",
    "Ask again after Retry-After seconds; the broker is away or slow.",
  ),
  "store-full": define(
    503,
    "The service's store has little room left",
    "retry",
    "Ask again after Retry-After seconds; an operator gives the store more memory (maxmemory).",
  ),
  "service-stopped": define(
    503,
    "The service is not running",
    "retry",
    "Ask again after Retry-After seconds; an administrator can start it: POST /services/{name}/start.",
  ),
  "service-busy": define(
    503,
    "The service has more requests than it can take on",
    "retry",
    "Ask again after Retry-After seconds; an operator runs more replicas.",
  ),
  "partner-away": define(503, "An outside partner does not answer", "retry", "Wait: it is tried again by itself."),
  "mail-under-way": define(
    503,
    "Another mail of this order is still under way",
    "retry",
    "Wait: it is tried again by itself.",
  ),
  "answer-missing": define(
    504,
    "A service did not answer in time",
    "retry",
    "Ask the read model instead (without `via=events`), or ask again later.",
  ),
} as const satisfies Record<string, { status: number; title: string; verdict: Verdict; remedy: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemDetails {
  /** What happened this time, for a person. */
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** Seconds. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
  /** Who did not answer, for `answer-missing`. */
  readonly service?: string;
  readonly allow?: string;
}

/** The one error with a meaning: it says what the client is told and what happens to the event. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? PROBLEMS[code].title, { cause: details.cause });
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return PROBLEMS[this.code].status;
  }
  get verdict(): Verdict {
    return PROBLEMS[this.code].verdict;
  }
}
