// W3C trace context: one trace id from the HTTP request to the last consumer, a new span id at every hop.
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hex(bytes: number, random: () => number): string {
  let text = "";
  for (let at = 0; at < bytes; at++) text += HEX[Math.floor(random() * 256)];
  return text;
}

const VALID = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A child of `parent`, or the start of a new trace when there is none that is valid. */
export function nextTraceparent(parent: string | undefined, random: () => number): string {
  const known = parent !== undefined && VALID.test(parent);
  const traceId = known ? parent.slice(3, 35) : `${hex(15, random)}${HEX[1 + Math.floor(random() * 255)]}`;
  const flags = known ? parent.slice(53) : "01";
  return `00-${traceId}-${hex(7, random)}${HEX[1 + Math.floor(random() * 255)]}-${flags}`;
}

export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);
