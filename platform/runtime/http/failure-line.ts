// What the log says of a request that failed: by which service and trace to find the rest, and nothing that the client has sent.
import type { Request } from "express";
import type { z } from "zod";
import type { Route } from "../../declare/route.ts";
import { withoutPersonal } from "../telemetry/discreet.ts";
import { discreetError } from "../telemetry/discreet-error.ts";
import { traceIdOf } from "../trace.ts";

interface Asked {
  readonly service: string;
  readonly route: Pick<Route, "path" | "body" | "query">;
  traceparent?: string;
}
const asked = new WeakMap<Request, Asked>();

/** Answers what is to be told of the request's trace as soon as it has one. */
export function noteAsked(request: Request, service: string, route: Asked["route"]): (traceparent: string) => void {
  const noted: Asked = { service, route };
  asked.set(request, noted);
  return (traceparent) => {
    noted.traceparent = traceparent;
  };
}

export function failureLine(error: unknown, request: Request): object {
  const noted = asked.get(request);
  const { service, route, traceparent } = noted ?? {};
  const sent: readonly [unknown, z.ZodType | undefined][] = [
    [request.body, route?.body],
    [request.query, route?.query],
  ];
  const say = (text: string): string =>
    sent.reduce((said, [data, schema]) => (schema ? withoutPersonal(said, data, schema) : said), text);
  return {
    ...(service && { service }),
    ...(traceparent && { traceId: traceIdOf(traceparent) }),
    method: request.method,
    path: request.path,
    err: discreetError(error, say),
  };
}
