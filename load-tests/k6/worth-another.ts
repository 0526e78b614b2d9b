// Which answers to an order a customer takes for "not now": the same request is sent again under the same key.

/**
 * No answer at all, a key whose first request still runs, too many requests, or nobody there. A 404 is one of them: a gateway that finds
 * no pod which takes orders says so itself, or asks somebody else, who knows of no such door.
 */
export const isWorthAnother = (status: number): boolean =>
  status === 0 || status === 404 || status === 409 || status === 429 || status >= 500;
