// What was sent, one line of JSON each on the console: the auditor reads it (tools/load/sent.ts), and so do experiments.

/** One try of a request: when it began, how many milliseconds the answer took, and its status; 0 when there was none. */
export interface Try {
  readonly at: number;
  readonly took: number;
  readonly status: number;
  /** What the platform says is wrong, by its code. */
  readonly problem?: string;
}
interface SentRequest {
  readonly key: string;
  readonly userId: string;
  readonly orderIds: readonly string[];
  readonly wasMisread: boolean;
  readonly tries: readonly Try[];
}
export const noteRequest = (request: SentRequest): void => note({ kind: "request", ...request });

/** A request that nobody should send, and how it was answered; 429, 503 and no answer at all are no judgement of it. */
export const noteRefusal = (refusal: { name: string; status: number; isRight: boolean }): void =>
  note({ kind: "refusal", ...refusal });

/** Units that came in; the first line of a SKU is what was there at the beginning. */
export const noteUnits = (sku: string, quantity: number): void => note({ kind: "supply", sku, quantity });

/** The last line: how many customers there must be above. */
export const noteEnd = (customers: number): void => note({ kind: "end", customers });

const note = (line: object): void => console.log(JSON.stringify(line));
