// Errors as RFC 9457 problem documents.
import { PROBLEMS, Problem } from "#contracts/problems.ts";

/** Where the problem's page stands; stable, and not meant to be fetched. */
const TYPE = "https://millrace.dev/problems/";

export interface ProblemReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

export function toProblemReply({ code, status, details }: Problem): ProblemReply {
  const { title, remedy } = PROBLEMS[code];
  const { detail, errors, retryAfter, service, allow } = details;
  const wait = retryAfter ?? (status === 503 ? 1 : undefined);
  return {
    status,
    headers: {
      "content-type": "application/problem+json",
      ...(wait !== undefined && { "retry-after": String(wait) }),
      ...(allow !== undefined && { allow }),
      ...(status === 401 && { "www-authenticate": "Bearer" }),
    },
    body: {
      type: TYPE + code,
      title,
      status,
      code,
      remedy,
      ...(detail && { detail }),
      ...(errors && { errors }),
      ...(service && { service }),
    },
  };
}

/** What an error means to a client. Errors of the body parser say it by their own `type` and `status`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { type, status, message } = (error ?? {}) as { type?: string; status?: number; message?: string };
  if (status === 413 || type === "entity.too.large") return new Problem("body-too-large", { cause: error });
  if (status === 415 || type === "encoding.unsupported" || type === "charset.unsupported")
    return new Problem("media-type-unsupported", { cause: error });
  if (error instanceof URIError || (status !== undefined && status >= 400 && status < 500))
    return new Problem("request-malformed", { detail: String(message).slice(0, 200), cause: error });
  return new Problem("unexpected", { cause: error });
}
