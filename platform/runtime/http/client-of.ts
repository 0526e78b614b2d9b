// Which client a request comes from: its address, as seen by the outermost proxy that is ours.
import type { IncomingMessage } from "node:http";

/**
 * `proxies`: how many of ours stand in front. Each appends whom it has heard to X-Forwarded-For; what stands further left
 * was written by the client, who may write anything.
 */
export function clientOf({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">, proxies: number): string {
  const address = socket.remoteAddress ?? "";
  if (proxies === 0) return address;
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().flatMap((text) => text.split(","));
  return forwarded.at(-proxies)?.trim() || address;
}
