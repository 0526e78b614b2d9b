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
    "Send `Authorization: Bearer <token>`.",
  ),
  "not-found": define(404, "There is nothing here", "drop", "Check the path against /openapi.json."),
  "order-unknown": define(
    404,
    "No order has this id",
    "drop",
    "Check the id; finished orders are forgotten after their retention.",
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
    "Nothing was captured or declined for this order",
    "drop",
    "Wait until the order is priced and reserved.",
  ),
  "shipment-unknown": define(404, "No shipment was made for this order", "drop", "Wait until the order is reserved."),
  "user-unknown": define(404, "No user has this id", "drop", "Register with POST /users."),
  "dead-letter-unknown": define(404, "No dead letter has this id", "drop", "GET /dead-letters lists them."),
  "service-unknown": define(404, "No service has this name", "drop", "GET /services lists them."),
  "timeline-unknown": define(404, "No event of this order was seen", "drop", "Check the id."),
  "method-not-allowed": define(405, "The path does not have this method", "drop", "See the Allow header."),
  "order-not-cancellable": define(409, "A completed order cannot be cancelled", "drop", "Return the goods instead."),
  "basket-empty": define(409, "The basket is empty", "drop", "Put something in it first."),
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
    "Mend the publisher; discard or redrive the dead letter.",
  ),
  unexpected: define(500, "Something went wrong on our side", "retry", "Try again; the log has the details."),
  "not-supported-here": define(
    501,
    "This way of running cannot do that",
    "drop",
    "Use the tools of the place where the services run.",
  ),
  "store-away": define(503, "The service's store cannot be reached", "retry", "Ask again after Retry-After seconds."),
  "outbox-full": define(503, "Too many facts wait to be published", "retry", "Ask again after Retry-After seconds."),
  "service-stopped": define(503, "The service is not running", "retry", "Ask again after Retry-After seconds."),
  "partner-away": define(503, "An outside partner does not answer", "retry", "It is tried again by itself."),
  "answer-missing": define(504, "A service did not answer in time", "retry", "Use the read model, or ask again later."),
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
