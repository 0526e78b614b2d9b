// Asks the platform over HTTP: what it answered, how long that took, and its own words when something is wrong.
export interface Answered<T> {
  readonly ok: boolean;
  readonly status: number;
  readonly body: T;
  /** Milliseconds. */
  readonly took: number;
  /** In words for people; empty when all is well. */
  readonly trouble: string;
}
interface Asking {
  readonly body?: unknown;
  /** The administrator's. It is sent as a header, so no other site can make a browser send it. */
  readonly token?: string | undefined;
  readonly idempotencyKey?: string;
}
interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** A network that was cut says nothing at all. */
const PATIENCE = 30_000;

const awayAt = (method: string): ProblemBody => ({
  title: "Nobody answers.",
  detail:
    method === "GET"
      ? "The platform is away; this page tries again by itself."
      : "The platform is away, or its answer got lost; try again in a moment.",
});

export async function ask<T>(method: string, path: string, asking: Asking = {}): Promise<Answered<T>> {
  const { body, token, idempotencyKey } = asking;
  const headers = {
    ...(body !== undefined && { "content-type": "application/json" }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
  };
  const begun = performance.now();
  try {
    const response = await fetch(path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await response.text();
    const took = performance.now() - begun;
    const answered = (text === "" ? undefined : JSON.parse(text)) as T;
    const { ok, status } = response;
    return { ok, status, body: answered, took, trouble: ok ? "" : wordsOf(answered as ProblemBody | undefined) };
  } catch {
    return {
      ok: false,
      status: 0,
      body: undefined as T,
      took: performance.now() - begun,
      trouble: wordsOf(awayAt(method)),
    };
  }
}

/** `The order is over. GET /orders shows it.` */
function wordsOf({ title = "That did not work", detail = "", errors = [] }: ProblemBody = {}): string {
  const fields = errors.map(({ field, message }) => `${field} ${message}`).join("; ");
  return [title, fields || detail]
    .filter((part) => part !== "")
    .map(sentence)
    .join(" ");
}
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
