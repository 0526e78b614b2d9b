// Which client a request comes from: its address, as seen by the outermost proxy that is ours.
import type { IncomingMessage } from "node:http";

/**
 * `proxies`: how many of ours stand in front. Each appends whom it has heard to X-Forwarded-For; what stands further left
 * was written by the client, who may write anything.
 */
export function clientOf({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">, proxies: number): string {
  const address = socket.remoteAddress ?? "";
  if (proxies === 0) return networkOf(address);
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().flatMap((text) => text.split(","));
  return networkOf(forwarded.at(-proxies)?.trim() || address);
}

const GROUPS_OF_NETWORK = 4;

/** Of an IPv6 address its /64, because every client has a whole one to choose from; an IPv4 address in IPv6 is that one. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const behind = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - behind.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...behind];
  return `${all.slice(0, GROUPS_OF_NETWORK).join(":")}::/64`;
}
