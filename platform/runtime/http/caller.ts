// Who is asking. Customers' identity can be added here without touching the domain.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Caller } from "../../declare/implementation.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** `authorization`: the request's header. An empty token lets nobody in. */
export function callerOf(authorization: string | undefined, administratorToken: string): Caller {
  const given = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  const isAdministrator =
    administratorToken !== "" && given !== undefined && timingSafeEqual(digest(given), digest(administratorToken));
  return { kind: isAdministrator ? "administrator" : "anonymous" };
}
