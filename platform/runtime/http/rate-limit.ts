// Refuses what a client sends beyond its rate, before anything is read or stored for it.
import type { RequestHandler } from "express";
import { Problem } from "#contracts/problems.ts";
import { SECOND } from "../../declare/duration.ts";
import { type Clock, realClock } from "../clock.ts";
import type { Limits } from "../limits.ts";
import { callerOf } from "./caller.ts";
import { clientOf } from "./client-of.ts";
import { TokenBuckets } from "./token-buckets.ts";

/** The administrator may ask as much as is needed. A rate of 0 limits nobody. */
export function rateLimit(
  { rate, burst, proxies }: Limits["client"],
  administratorToken: string,
  clock: Pick<Clock, "now"> = realClock,
): RequestHandler {
  if (rate === 0) return (_request, _response, next) => next();
  const buckets = new TokenBuckets({ rate, burst, clock });
  return (request, _response, next) => {
    const isAdministrator = callerOf(request.headers.authorization, administratorToken).kind === "administrator";
    const wait = isAdministrator ? 0 : buckets.take(clientOf(request, proxies));
    if (wait > 0) throw new Problem("too-many-requests", { retryAfter: Math.ceil(wait / SECOND) });
    next();
  };
}
